package org.lucenediskann.codec.merge;

import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.util.IOSupplier;
import org.lucenediskann.codec.graph.Graph;

/**
 * A graph that a segment brings to a merge. Vectors that come without one need no source.
 *
 * @param graph opens a view of the graph for one thread
 * @param newOrds for each of its nodes the ordinal in the merged segment, or {@link #DEAD}
 * @param renewed what was inserted into it and removed from it since it was built in a batch, as a
 *     sum of shares of its nodes
 */
public record MergeSource(IOSupplier<? extends Graph> graph, int[] newOrds, double renewed) {

  /** The new ordinal of what does not live on. */
  public static final int DEAD = -1;

  /** A graph as it was built. */
  public MergeSource(IOSupplier<? extends Graph> graph, int[] newOrds) {
    this(graph, newOrds, 0);
  }

  /** Checks that both are there. */
  public MergeSource {
    Objects.requireNonNull(graph, "graph");
    Objects.requireNonNull(newOrds, "newOrds");
  }

  Graph open() throws IOException {
    return graph.get();
  }

  /** Number of nodes, dead ones too. */
  int size() {
    return newOrds.length;
  }

  int newOrd(int oldOrd) {
    return newOrds[oldOrd];
  }

  boolean isDead(int oldOrd) {
    return newOrds[oldOrd] == DEAD;
  }

  /** How many nodes live on. */
  int liveCount() {
    int live = 0;
    for (int newOrd : newOrds) {
      live += newOrd == DEAD ? 0 : 1;
    }
    return live;
  }
}

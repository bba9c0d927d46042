package org.lucenediskann.codec.merge;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.lucene.util.FixedBitSet;
import org.lucenediskann.codec.build.BuildContext;
import org.lucenediskann.codec.build.Units;
import org.lucenediskann.codec.graph.Graph;
import org.lucenediskann.codec.graph.NeighborLists;

/** The graph that others are merged into: its live part, copied in new ordinals. */
final class BaseGraph {

  private static final int UNIT = 1024; // a multiple of 64: no two units share a word of the set

  private final MergeSource source;
  private final NeighborLists graph;
  private final FixedBitSet hurt; // old ordinals of live nodes that lost a neighbor

  private BaseGraph(MergeSource source, NeighborLists graph) {
    this.source = source;
    this.graph = graph;
    this.hurt = new FixedBitSet(source.size());
  }

  /** Copies the lists of all live nodes, without the dead among their neighbors. */
  static BaseGraph copy(MergeSource source, NeighborLists graph, BuildContext context)
      throws IOException {
    BaseGraph base = new BaseGraph(source, graph);
    int units = (source.size() + UNIT - 1) / UNIT;
    Units.run(context, "copy", units, () -> base.newWorker(source.open()));
    return base;
  }

  private Units.Worker newWorker(Graph old) {
    int[] row = new int[old.maxDegree()];
    return unit -> {
      int to = Math.min(source.size(), (unit + 1) * UNIT);
      for (int node = unit * UNIT; node < to; node++) {
        if (!source.isDead(node)) {
          copy(node, row, old.neighbors(node, row));
        }
      }
    };
  }

  private void copy(int node, int[] row, int degree) {
    int live = 0;
    for (int i = 0; i < degree; i++) {
      if (!source.isDead(row[i])) {
        row[live++] = source.newOrd(row[i]);
      }
    }
    graph.set(source.newOrd(node), row, live);
    if (live < degree) {
      hurt.set(node);
    }
  }

  MergeSource source() {
    return source;
  }

  /** How many live nodes lost a neighbor. */
  int hurtCount() {
    return hurt.cardinality();
  }

  boolean isHurt(int oldOrd) {
    return hurt.get(oldOrd);
  }

  /** Where searches started, and in place of a dead node its first live neighbor; at least one. */
  int[] entryPoints() throws IOException {
    Graph old = source.open();
    int[] row = new int[old.maxDegree()];
    Set<Integer> entries = new LinkedHashSet<>();
    for (int entry : old.entryPoints()) {
      int node = source.newOrd(entry);
      int degree = node == MergeSource.DEAD ? old.neighbors(entry, row) : 0;
      for (int i = 0; i < degree && node == MergeSource.DEAD; i++) {
        node = source.newOrd(row[i]);
      }
      if (node != MergeSource.DEAD) {
        entries.add(node);
      }
    }
    if (entries.isEmpty()) {
      entries.add(residents().nextSetBit(0));
    }
    return entries.stream().mapToInt(Integer::intValue).toArray();
  }

  /** New ordinals of the live nodes, ascending. */
  FixedBitSet residents() {
    FixedBitSet residents = new FixedBitSet(graph.size());
    for (int newOrd : source.newOrds()) {
      if (newOrd != MergeSource.DEAD) {
        residents.set(newOrd);
      }
    }
    return residents;
  }

  /** Whether its lists are not as a build chose them. */
  boolean isMended() {
    return hurtCount() > 0 || source.renewed() > 0;
  }
}

package org.lucenediskann.codec.graph;

import java.io.IOException;

/**
 * A directed graph over the dense ordinals {@code 0..size-1}: one flat level, and a {@link Router}
 * to where in it a search should start.
 *
 * <p>An instance may keep a read position and is used by one thread at a time.
 */
public interface Graph {

  /** Number of nodes. */
  int size();

  /** Upper bound of every node's out-degree (R in the DiskANN paper). */
  int maxDegree();

  /**
   * From these nodes every node can be reached; never empty unless the graph is. A search starts
   * here if there is no router. Must not be modified.
   */
  int[] entryPoints();

  /** Leads a search to where it should start. */
  default Router router() {
    return Router.NONE;
  }

  /**
   * Copies the out-neighbors of a node.
   *
   * @param node the node, in {@code [0, size)}
   * @param dest receives the neighbors; at least {@link #maxDegree()} long
   * @return how many neighbors were written
   */
  int neighbors(int node, int[] dest) throws IOException;
}

package org.lucenediskann.codec.search;

/** Which way of answering is cheaper, counted in scored vectors. */
public enum FilterPlan {
  /** Score every accepted vector. */
  EXACT,
  /** Walk the graph through all nodes, collect the accepted ones. */
  GRAPH,
  /** Walk from accepted node to accepted node, score no others. */
  FILTERED;

  /** A vector that a filtered walk scores, or a neighbor list it reads, in vectors of a scan. */
  private static final int STEP_COST = 3;

  /** Places of the list that a walk behaves as if it had more. */
  private static final int APPROACH = 25;

  /** Neighbor lists that a filtered walk reads for each node of the list, at least. */
  private static final int LEAST_LISTS = 7;

  /**
   * Chooses by the number of vectors each way would score.
   *
   * <p>Without a filter a walk visits about {@code ln(size)} nodes for each place in its list. With
   * one it takes at least what it would if everything near the query were accepted; how much more,
   * only the walk itself can tell, see {@link #isWorthWalking}. What fits in one block is always
   * scanned: a walk would hardly leave any of it out, and some data misleads it there (two near
   * documents among many that are all equally far).
   *
   * @param hasGraph whether there is a graph at all
   * @param size number of vectors
   * @param accepted number of vectors that may be hits, in {@code [0, size]}
   * @param k places of the list, at least 1
   */
  static FilterPlan choose(boolean hasGraph, int size, int accepted, int k) {
    if (!hasGraph || k >= accepted || accepted <= ExactScan.BLOCK) {
      return EXACT;
    }
    if (accepted < size) {
      return isWorthWalking(size, accepted, k, LEAST_LISTS) ? FILTERED : EXACT;
    }
    return k * Math.log(size) < accepted ? GRAPH : EXACT;
  }

  /**
   * Whether a filtered walk is expected to be cheaper than a scan.
   *
   * @param listsPerNode neighbor lists of nodes not accepted that are read for each node of the
   *     list
   */
  static boolean isWorthWalking(int size, int accepted, int k, double listsPerNode) {
    int nodes = k + APPROACH;
    return STEP_COST * nodes * (Math.log(size) + listsPerNode) < accepted;
  }

  /** Whether a filtered walk of so many steps has cost as much as a scan. */
  static boolean isSpent(long steps, int accepted) {
    return STEP_COST * steps > accepted;
  }
}

package org.lucenediskann.codec.search;

/** Which way of answering is cheaper, counted in scored vectors. */
enum FilterPlan {
  /** Score every accepted vector. */
  EXACT,
  /** Walk the graph through all nodes, collect the accepted ones. */
  GRAPH;

  /**
   * Chooses by the number of vectors each way would score.
   *
   * <p>A walk has to pass {@code size / accepted} nodes for each one it may collect, so it needs a
   * list of {@code k × size / accepted} to find {@code k}; and it visits about {@code ln(size)}
   * nodes for each place in its list. What fits in one block is always scanned: a walk would hardly
   * leave any of it out, and some data misleads it there (two near documents among many that are
   * all equally far).
   *
   * @param hasGraph whether there is a graph at all
   * @param size number of vectors
   * @param accepted number of vectors that may be hits, in {@code [0, size]}
   * @param k number of hits wanted, at least 1
   */
  static FilterPlan choose(boolean hasGraph, int size, int accepted, int k) {
    if (!hasGraph || k >= accepted || accepted <= ExactScan.BLOCK) {
      return EXACT;
    }
    double listSize = (double) k * size / accepted;
    double visits = listSize * Math.log(size);
    return visits < accepted ? GRAPH : EXACT;
  }
}

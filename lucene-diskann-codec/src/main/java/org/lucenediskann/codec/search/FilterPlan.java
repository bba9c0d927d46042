package org.lucenediskann.codec.search;

/** Which way of answering is cheaper, counted in scored vectors. */
public enum FilterPlan {
  /** Score every accepted vector. */
  EXACT,
  /** Walk the graph through all nodes, collect the accepted ones. */
  GRAPH;

  /**
   * How much longer than estimated a filtered walk may get. Where the two ways cost about the same
   * it was 0.8 to 2.1 times (SIFT and GloVe, 20,000 vectors, 8 to 30 % accepted). It has to be the
   * shorter way even then: Lucene's queries throw a walk away that scores more vectors than are
   * accepted, and score those.
   */
  private static final double FILTERED_WALK = 2;

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
    double visits = listSize * Math.log(size) * (accepted < size ? FILTERED_WALK : 1);
    return visits < accepted ? GRAPH : EXACT;
  }
}

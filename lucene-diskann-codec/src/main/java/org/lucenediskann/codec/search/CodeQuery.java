package org.lucenediskann.codec.search;

/** A query, less the centroid, in a form that codes can be multiplied with. */
sealed interface CodeQuery permits FloatQuery, PlaneQuery {

  /** Sum of its elements. */
  float sum();

  /** Its squared length or, where products are wanted, that of the query with the centroid. */
  float correction();

  /**
   * Products with codes.
   *
   * @param rows code and terms of each
   * @param stride bytes from row to row
   * @param count rows
   * @param out receives {@code count} values and may receive more, up to a multiple of four
   */
  void products(byte[] rows, int stride, int count, float[] out);
}

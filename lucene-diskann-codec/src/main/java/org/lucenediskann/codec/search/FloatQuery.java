package org.lucenediskann.codec.search;

import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.VectorUtil;
import org.lucenediskann.codec.kernel.DistanceKernel;

/** As floats, for codes of a byte or half a byte for each dimension: no rounding, no fitting. */
final class FloatQuery implements CodeQuery {

  private final DistanceKernel kernel = DistanceKernel.best();
  private final boolean nibbles;
  private final int length; // of a row of codes, as the kernel wants it
  private final float[] values; // in the order of the codes, with zeros behind them
  private final float sum;
  private final float correction;

  /**
   * Takes the centroid off the query.
   *
   * @param nibbles whether a byte holds a dimension of the first half and one of the second
   * @param codeBytes of a row
   */
  FloatQuery(
      float[] query,
      float[] centroid,
      VectorSimilarityFunction similarity,
      boolean nibbles,
      int codeBytes) {
    this.nibbles = nibbles;
    this.length =
        Math.ceilDiv(codeBytes, DistanceKernel.ROW_ALIGNMENT) * DistanceKernel.ROW_ALIGNMENT;
    this.values = new float[nibbles ? 2 * length : length];
    float sum = 0;
    float squares = 0;
    for (int i = 0; i < query.length; i++) {
      float value = query[i] - centroid[i];
      values[i < codeBytes ? i : length + i - codeBytes] = value;
      sum += value;
      squares += value * value;
    }
    this.sum = sum;
    this.correction =
        similarity == VectorSimilarityFunction.EUCLIDEAN
            ? squares
            : VectorUtil.dotProduct(query, centroid);
  }

  @Override
  public float sum() {
    return sum;
  }

  @Override
  public float correction() {
    return correction;
  }

  @Override
  public void products(byte[] rows, int stride, int count, float[] out) {
    if (nibbles) {
      kernel.nibbleDots(values, length, rows, stride, count, out);
    } else {
      kernel.byteDots(values, length, rows, stride, count, out);
    }
  }
}

package org.lucenediskann.codec.search;

import java.io.IOException;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.MemorySegmentAccessInput;
import org.apache.lucene.store.RandomAccessInput;
import org.apache.lucene.util.BitUtil;
import org.apache.lucene.util.VectorUtil;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;
import org.lucenediskann.codec.kernel.DistanceKernel;

/**
 * Scores codes of Lucene's optimized scalar quantization against a query, a block at a time, for
 * one thread.
 *
 * <p>A code stands for a vector relative to the centroid whose element {@code i} is {@code lower +
 * step × code[i]}. So its product with a query follows from the query's sum, the product of the
 * query and the code, and {@code lower} and {@code step}; a last term of each puts the centroid
 * back in. Lucene's own scorer quantizes the query for this, and makes an object for each row.
 */
public final class CodeScorer extends RandomVectorScorer.AbstractRandomVectorScorer {

  private static final int BLOCK = 32;

  /** Behind a code: lower and upper end of its interval, last term (float32), sum (int32). */
  private static final int TERMS_BYTES = 16;

  private static final int UPPER = 4;
  private static final int LAST = 8;

  /** Where among the terms the sum of a code is. */
  static final int SUM = 12;

  private final RandomAccessInput rows; // size × (code, terms)
  private final boolean mapped; // reading one byte costs no more than that
  private final VectorSimilarityFunction similarity;
  private final int codeBytes;
  private final int stride;
  private final float levels; // steps between the ends of an interval
  private final CodeQuery query;
  private final float sum; // of the query's elements
  private final float constant; // the query's last term, and the centroid's
  private final byte[] block; // rows, and room behind them for what a kernel reads beyond
  private final float[] products = new float[BLOCK];
  private final int[] single = new int[1];
  private final float[] singleScore = new float[1];

  /**
   * Prepares the query.
   *
   * @param values the codes; not empty
   * @param target the query, which is left as it is
   */
  public CodeScorer(
      QuantizedByteVectorValues values, VectorSimilarityFunction similarity, float[] target)
      throws IOException {
    super(values);
    ScalarEncoding encoding = values.getScalarEncoding();
    IndexInput slice = values.getSlice();
    this.rows = slice.randomAccessSlice(0, slice.length());
    this.mapped = slice instanceof MemorySegmentAccessInput;
    this.similarity = similarity;
    this.codeBytes = encoding.getDocPackedLength(values.dimension());
    this.stride = codeBytes + TERMS_BYTES;
    this.levels = (1 << encoding.getBits()) - 1;
    this.block = new byte[BLOCK * stride + DistanceKernel.ROW_ALIGNMENT];
    float[] vector = target.clone();
    if (similarity == VectorSimilarityFunction.COSINE) {
      VectorUtil.l2normalize(vector);
    }
    this.query =
        encoding.isAsymmetric()
            ? new PlaneQuery(values, vector)
            : new FloatQuery(
                vector,
                values.getCentroid(),
                similarity,
                encoding == ScalarEncoding.PACKED_NIBBLE,
                codeBytes);
    this.sum = query.sum();
    this.constant =
        similarity == VectorSimilarityFunction.EUCLIDEAN
            ? query.correction()
            : query.correction() - values.getCentroidDP();
  }

  @Override
  public float score(int node) throws IOException {
    single[0] = node;
    bulkScore(single, singleScore, 1);
    return singleScore[0];
  }

  @Override
  public float bulkScore(int[] nodes, float[] scores, int count) throws IOException {
    float best = Float.NEGATIVE_INFINITY;
    for (int from = 0; from < count; from += BLOCK) {
      best = Math.max(best, scoreBlock(nodes, scores, from, Math.min(count, from + BLOCK)));
    }
    return best;
  }

  private float scoreBlock(int[] nodes, float[] scores, int from, int to) throws IOException {
    fetch(nodes, from, to);
    query.products(block, stride, to - from, products);
    return finish(scores, from, to);
  }

  private void fetch(int[] nodes, int from, int to) throws IOException {
    if (mapped) {
      touch(nodes, from, to);
    }
    for (int i = from; i < to; i++) {
      rows.readBytes((long) nodes[i] * stride, block, (i - from) * stride, stride);
    }
  }

  /**
   * Asks for where each row begins before the first is copied: waiting for them overlaps. What is
   * read is kept where it does no harm, or reading would be left out as useless.
   */
  private void touch(int[] nodes, int from, int to) throws IOException {
    byte touched = 0;
    for (int i = from; i < to; i++) {
      touched += rows.readByte((long) nodes[i] * stride);
    }
    block[block.length - 1] = touched;
  }

  /** Makes scores of the products. */
  private float finish(float[] scores, int from, int to) {
    float best = Float.NEGATIVE_INFINITY;
    int terms = codeBytes;
    for (int i = from; i < to; i++, terms += stride) {
      float lower = (float) BitUtil.VH_LE_FLOAT.get(block, terms);
      float upper = (float) BitUtil.VH_LE_FLOAT.get(block, terms + UPPER);
      float last = (float) BitUtil.VH_LE_FLOAT.get(block, terms + LAST);
      float step = (upper - lower) / levels;
      scores[i] = score(lower * sum + step * products[i - from], last + constant);
      best = Math.max(best, scores[i]);
    }
    return best;
  }

  private float score(float product, float rest) {
    return switch (similarity) {
      case EUCLIDEAN -> 1 / (1 + Math.max(0, rest - 2 * product));
      case MAXIMUM_INNER_PRODUCT -> VectorUtil.scaleMaxInnerProductScore(product + rest);
      case DOT_PRODUCT, COSINE -> (1 + Math.clamp(product + rest, -1, 1)) / 2;
    };
  }
}

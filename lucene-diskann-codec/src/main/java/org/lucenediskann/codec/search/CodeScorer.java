package org.lucenediskann.codec.search;

import java.io.IOException;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.util.BitUtil;
import org.apache.lucene.util.VectorUtil;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.apache.lucene.util.quantization.OptimizedScalarQuantizer;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/**
 * Scores codes of Lucene's optimized scalar quantization against a query, a block at a time, for
 * one thread.
 *
 * <p>A code stands for a vector relative to the centroid whose element {@code i} is {@code lower +
 * step × code[i]}. So the product of two of them follows from the product of their codes, the sums
 * of their codes, and {@code lower} and {@code step} of each; a last term of each puts the centroid
 * back in. Lucene's own scorer computes the same, row by row and with an object for each row.
 */
public final class CodeScorer extends RandomVectorScorer.AbstractRandomVectorScorer {

  private static final int BLOCK = 32;

  /** Behind a code: lower and upper end of its interval, last term (float32), sum (int32). */
  private static final int TERMS_BYTES = 16;

  private final IndexInput rows; // size × (code, terms)
  private final ScalarEncoding encoding;
  private final VectorSimilarityFunction similarity;
  private final int codeBytes;
  private final float levels; // steps between the ends of an interval
  private final byte[] query;
  private final float queryLower;
  private final float queryStep;
  private final float queryBase; // what the product has for each unit of a row's lower end
  private final float constant; // the query's last term, and the centroid's
  private final byte[][] codes; // of a block
  private final byte[] terms = new byte[BLOCK * TERMS_BYTES]; // of a block
  private final int[] single = new int[1];
  private final float[] singleScore = new float[1];

  /**
   * Quantizes the query.
   *
   * @param values the codes; not empty
   * @param target the query, which is left as it is
   */
  public CodeScorer(
      QuantizedByteVectorValues values, VectorSimilarityFunction similarity, float[] target)
      throws IOException {
    super(values);
    this.rows = values.getSlice();
    this.encoding = values.getScalarEncoding();
    this.similarity = similarity;
    this.codeBytes = encoding.getDocPackedLength(values.dimension());
    this.levels = (1 << encoding.getBits()) - 1;
    this.codes = new byte[BLOCK][codeBytes];
    float[] vector = target.clone(); // quantizing centers it in place
    if (similarity == VectorSimilarityFunction.COSINE) {
      VectorUtil.l2normalize(vector);
    }
    byte[] unpacked = new byte[encoding.getDiscreteDimensions(values.dimension())];
    var terms =
        values
            .getQuantizer()
            .scalarQuantize(vector, unpacked, encoding.getQueryBits(), values.getCentroid());
    this.query = packed(unpacked);
    this.queryLower = terms.lowerInterval();
    this.queryStep = (terms.upperInterval() - queryLower) / ((1 << encoding.getQueryBits()) - 1);
    this.queryBase = queryLower * values.dimension() + queryStep * terms.quantizedComponentSum();
    this.constant =
        similarity == VectorSimilarityFunction.EUCLIDEAN
            ? terms.additionalCorrection()
            : terms.additionalCorrection() - values.getCentroidDP();
  }

  /** As the product with a code wants it: plane by plane if it has more bits than the code. */
  private byte[] packed(byte[] unpacked) {
    if (!encoding.isAsymmetric()) {
      return unpacked;
    }
    byte[] planes = new byte[encoding.getQueryPackedLength(unpacked.length)];
    OptimizedScalarQuantizer.transposeHalfByte(unpacked, planes);
    return planes;
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

  /** All rows are fetched before the first is used, so that waiting for them overlaps. */
  private float scoreBlock(int[] nodes, float[] scores, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      rows.seek((long) nodes[i] * (codeBytes + TERMS_BYTES));
      rows.readBytes(codes[i - from], 0, codeBytes);
      rows.readBytes(terms, (i - from) * TERMS_BYTES, TERMS_BYTES);
    }
    float best = Float.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      scores[i] = score(codes[i - from], (i - from) * TERMS_BYTES);
      best = Math.max(best, scores[i]);
    }
    return best;
  }

  private float score(byte[] code, int at) {
    float lower = (float) BitUtil.VH_LE_FLOAT.get(terms, at);
    float upper = (float) BitUtil.VH_LE_FLOAT.get(terms, at + 4);
    float last = (float) BitUtil.VH_LE_FLOAT.get(terms, at + 8);
    int sum = (int) BitUtil.VH_LE_INT.get(terms, at + 12);
    float step = (upper - lower) / levels;
    float product = lower * queryBase + step * (queryLower * sum + queryStep * product(code));
    return switch (similarity) {
      case EUCLIDEAN -> 1 / (1 + Math.max(0, constant + last - 2 * product));
      case MAXIMUM_INNER_PRODUCT -> VectorUtil.scaleMaxInnerProductScore(product + last + constant);
      case DOT_PRODUCT, COSINE -> (1 + Math.clamp(product + last + constant, -1, 1)) / 2;
    };
  }

  private float product(byte[] code) {
    return switch (encoding) {
      case UNSIGNED_BYTE -> VectorUtil.uint8DotProduct(query, code);
      case SEVEN_BIT -> VectorUtil.dotProduct(query, code);
      case PACKED_NIBBLE -> VectorUtil.int4DotProductSinglePacked(query, code);
      case DIBIT_QUERY_NIBBLE -> VectorUtil.int4DibitDotProduct(query, code);
      case SINGLE_BIT_QUERY_NIBBLE -> VectorUtil.int4BitDotProduct(query, code);
    };
  }
}

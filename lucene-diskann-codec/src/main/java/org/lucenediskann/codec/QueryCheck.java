package org.lucenediskann.codec;

import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.VectorUtil;
import org.lucenediskann.codec.store.FieldEntry;

/** Refuses vectors that cannot be compared with a field's: all scores would be wrong, silently. */
final class QueryCheck {

  private QueryCheck() {}

  static void check(FieldEntry entry, float[] target) {
    checkDimension(entry, target.length);
    VectorUtil.checkFinite(target);
    if (entry.similarity() == VectorSimilarityFunction.COSINE) {
      float squares = 0;
      for (float value : target) {
        squares += value * value;
      }
      checkDirection(squares);
    }
  }

  static void check(FieldEntry entry, byte[] target) {
    checkDimension(entry, target.length);
    if (entry.similarity() == VectorSimilarityFunction.COSINE) {
      checkDirection(VectorUtil.dotProduct(target, target));
    }
  }

  private static void checkDimension(FieldEntry entry, int dimension) {
    if (dimension != entry.dimension()) {
      throw new IllegalArgumentException(
          "vector query dimension: "
              + dimension
              + " differs from field dimension: "
              + entry.dimension());
    }
  }

  /** A zero vector has none, nor has one whose squares leave the range of float. */
  private static void checkDirection(float squares) {
    if (!(squares > 0 && squares < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "COSINE needs a vector whose squares sum up to more than 0 and stay finite; sum="
              + squares);
    }
  }
}

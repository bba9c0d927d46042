package org.lucenediskann.benchmarks.data;

import java.util.Locale;
import org.apache.lucene.index.VectorSimilarityFunction;

/** What "near" means for a data set. */
public enum Metric {
  EUCLIDEAN(VectorSimilarityFunction.EUCLIDEAN),
  DOT(VectorSimilarityFunction.DOT_PRODUCT),
  COSINE(VectorSimilarityFunction.COSINE),
  MIP(VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT);

  private final VectorSimilarityFunction similarity;

  Metric(VectorSimilarityFunction similarity) {
    this.similarity = similarity;
  }

  /** The function the field is indexed with. */
  public VectorSimilarityFunction similarity() {
    return similarity;
  }

  /**
   * The function that ranks true neighbors. It orders as {@link #similarity()} does, and does not
   * clamp the inner products of vectors that are not of unit length.
   */
  public VectorSimilarityFunction judge() {
    return this == DOT ? VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT : similarity;
  }

  /** Reads the names used in {@code meta.json} and their usual synonyms. */
  public static Metric parse(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "euclidean", "l2" -> EUCLIDEAN;
      case "dot", "dot_product" -> DOT;
      case "cosine", "angular" -> COSINE;
      case "mip", "maximum_inner_product" -> MIP;
      default ->
          throw new DataException(
              "unknown metric '" + name + "'; known: euclidean, dot, cosine, mip");
    };
  }
}

package org.lucenediskann.codec;

import org.apache.lucene.index.VectorSimilarityFunction;

/** The contract with DOT_PRODUCT wherever the similarity is open, and graphs in every segment. */
public class TestFormatDotProduct extends FormatContract {

  @Override
  DiskAnnParameters parameters() {
    return GRAPHS_ALWAYS;
  }

  @Override
  protected VectorSimilarityFunction randomSimilarity() {
    return VectorSimilarityFunction.DOT_PRODUCT;
  }
}

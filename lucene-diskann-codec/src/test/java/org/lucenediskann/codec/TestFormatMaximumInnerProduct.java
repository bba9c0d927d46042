package org.lucenediskann.codec;

import org.apache.lucene.index.VectorSimilarityFunction;

/**
 * The contract with MAXIMUM_INNER_PRODUCT wherever the similarity is open, and graphs in every
 * segment.
 */
public class TestFormatMaximumInnerProduct extends FormatContract {

  @Override
  DiskAnnParameters parameters() {
    return GRAPHS_ALWAYS;
  }

  @Override
  protected VectorSimilarityFunction randomSimilarity() {
    return VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT;
  }
}

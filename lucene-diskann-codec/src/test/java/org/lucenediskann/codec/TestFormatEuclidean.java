package org.lucenediskann.codec;

import org.apache.lucene.index.VectorSimilarityFunction;

/** The contract with EUCLIDEAN wherever the similarity is open, and graphs in every segment. */
public class TestFormatEuclidean extends FormatContract {

  @Override
  DiskAnnParameters parameters() {
    return GRAPHS_ALWAYS;
  }

  @Override
  protected VectorSimilarityFunction randomSimilarity() {
    return VectorSimilarityFunction.EUCLIDEAN;
  }
}

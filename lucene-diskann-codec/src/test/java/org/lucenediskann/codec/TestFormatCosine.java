package org.lucenediskann.codec;

import org.apache.lucene.index.VectorSimilarityFunction;

/** The contract with COSINE wherever the similarity is open, and graphs in every segment. */
public class TestFormatCosine extends FormatContract {

  @Override
  DiskAnnParameters parameters() {
    return GRAPHS_ALWAYS;
  }

  @Override
  protected VectorSimilarityFunction randomSimilarity() {
    return VectorSimilarityFunction.COSINE;
  }
}

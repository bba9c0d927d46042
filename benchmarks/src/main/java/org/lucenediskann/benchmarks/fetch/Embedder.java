package org.lucenediskann.benchmarks.fetch;

import java.util.List;

/** Makes vectors of texts. */
public interface Embedder {
  /** Floats of a vector. */
  int dimension();

  /** A vector for each text. */
  List<float[]> embed(List<String> texts);
}

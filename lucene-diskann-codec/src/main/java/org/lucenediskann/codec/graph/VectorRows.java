package org.lucenediskann.codec.graph;

import java.io.IOException;

/**
 * Random access to the vectors a graph is made from, as float rows of a Euclidean space: the nearer
 * two rows, the higher the similarity of the two documents.
 *
 * <p>An instance may keep a read position and is used by one thread; others take a {@link #copy()}.
 */
public interface VectorRows {

  /** Number of rows; a row's index is its ordinal. */
  int size();

  /** Floats in a row. */
  int dimension();

  /** Writes row {@code ord} to {@code dest[offset, offset + dimension)}. */
  void read(int ord, float[] dest, int offset) throws IOException;

  /** An independent view of the same rows for another thread. */
  VectorRows copy() throws IOException;
}

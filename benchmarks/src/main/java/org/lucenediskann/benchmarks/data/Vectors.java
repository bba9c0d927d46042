package org.lucenediskann.benchmarks.data;

/** Vectors of one dimension, read by row number. Reads may run concurrently. */
public interface Vectors {
  /** Number of rows. */
  int size();

  /** Floats in a row. */
  int dimension();

  /**
   * Copies row {@code row} into {@code target}, which holds at least {@link #dimension()} floats.
   */
  void read(int row, float[] target);

  /** A fresh copy of row {@code row}. */
  default float[] row(int row) {
    float[] copy = new float[dimension()];
    read(row, copy);
    return copy;
  }

  /** The first {@code count} rows of these. */
  default Vectors first(int count) {
    return count >= size() ? this : new PrefixVectors(this, count);
  }
}

package org.lucenediskann.benchmarks.data;

/** The first {@code size} rows of {@code all}. */
record PrefixVectors(Vectors all, int size) implements Vectors {
  @Override
  public int dimension() {
    return all.dimension();
  }

  @Override
  public void read(int row, float[] target) {
    all.read(row, target);
  }
}

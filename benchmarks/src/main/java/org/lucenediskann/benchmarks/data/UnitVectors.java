package org.lucenediskann.benchmarks.data;

import org.apache.lucene.util.VectorUtil;

/** Other vectors, each scaled to length 1. */
record UnitVectors(Vectors vectors) implements Vectors {
  @Override
  public int size() {
    return vectors.size();
  }

  @Override
  public int dimension() {
    return vectors.dimension();
  }

  @Override
  public void read(int row, float[] target) {
    vectors.read(row, target);
    VectorUtil.l2normalize(target, false);
  }
}

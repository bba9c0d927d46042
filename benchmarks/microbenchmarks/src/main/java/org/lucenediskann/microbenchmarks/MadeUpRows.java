package org.lucenediskann.microbenchmarks;

import org.lucenediskann.benchmarks.data.ClusteredVectors;
import org.lucenediskann.codec.graph.VectorRows;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.RowMatrix;

/**
 * Vectors around random centers.
 *
 * @param vectors the same in every run
 */
public record MadeUpRows(ClusteredVectors vectors) implements VectorRows {
  private static final long SEED = 42;

  /** So many vectors. */
  public static MadeUpRows of(int size, int dimension) {
    return new MadeUpRows(ClusteredVectors.of(size, dimension, SEED));
  }

  /** The vectors in working memory, norms and all. */
  public RowMatrix matrix() {
    RowMatrix matrix = new RowMatrix(size(), dimension());
    DistanceKernel kernel = DistanceKernel.best();
    for (int row = 0; row < size(); row++) {
      read(row, matrix.array(row), matrix.offset(row));
      matrix.updateNorm(row, kernel);
    }
    return matrix;
  }

  @Override
  public int size() {
    return vectors.size();
  }

  @Override
  public int dimension() {
    return vectors.dimension();
  }

  @Override
  public void read(int ord, float[] dest, int offset) {
    System.arraycopy(vectors.row(ord), 0, dest, offset, dimension());
  }

  @Override
  public MadeUpRows copy() {
    return this;
  }
}

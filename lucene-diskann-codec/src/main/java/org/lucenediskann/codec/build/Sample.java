package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.SplittableRandom;
import org.lucenediskann.codec.graph.VectorRows;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.RowMatrix;

/**
 * Some rows, centered.
 *
 * @param mean of the sampled rows
 * @param columns the centered rows transposed: dimension × sample size
 */
record Sample(float[] mean, RowMatrix columns) {

  private static final int MIN_SIZE = 2048;
  private static final int UNIT = 256;

  /** Draws rows, one from each of equally long stretches. */
  static Sample draw(VectorRows rows, SplittableRandom random, BuildContext context)
      throws IOException {
    int dimension = rows.dimension();
    int size = Math.min(rows.size(), Math.max(MIN_SIZE, 2 * dimension));
    RowMatrix columns = new RowMatrix(dimension, size);
    float[] row = new float[dimension];
    double[] sums = new double[dimension];
    for (int i = 0; i < size; i++) {
      if (i % UNIT == 0) {
        context.checkAborted();
      }
      long from = (long) rows.size() * i / size;
      long to = (long) rows.size() * (i + 1) / size;
      rows.read((int) random.nextLong(from, to), row, 0);
      for (int d = 0; d < dimension; d++) {
        columns.array(d)[columns.offset(d) + i] = row[d];
        sums[d] += row[d];
      }
    }
    return center(columns, sums);
  }

  private static Sample center(RowMatrix columns, double[] sums) {
    float[] mean = new float[sums.length];
    for (int d = 0; d < mean.length; d++) {
      mean[d] = (float) (sums[d] / columns.dimension());
      float[] array = columns.array(d);
      int from = columns.offset(d);
      for (int i = from; i < from + columns.dimension(); i++) {
        array[i] -= mean[d];
      }
    }
    return new Sample(mean, columns);
  }

  /** The dimension × dimension covariance matrix, up to a factor. */
  RowMatrix covariance(DistanceKernel kernel) {
    return columns.multiplyTransposed(columns, kernel);
  }
}

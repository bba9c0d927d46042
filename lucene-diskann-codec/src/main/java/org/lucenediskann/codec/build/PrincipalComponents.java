package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.RowMatrix;

/**
 * The leading eigenvectors of a covariance matrix by subspace iteration (Golub and Van Loan, Matrix
 * Computations, 8.2.4), as exactly as choosing a subspace needs and no more.
 */
final class PrincipalComponents {

  private static final int ITERATIONS = 3;

  private final RowMatrix covariance; // symmetric
  private final BuildContext context;
  private final DistanceKernel kernel;
  private RowMatrix directions; // count × dimension, orthonormal
  private double[] variances; // along each direction
  private final float[] parts = new float[4];
  private final float[][] four; // rows that are subtracted
  private final float[] sum; // the row they are subtracted from

  PrincipalComponents(RowMatrix covariance, BuildContext context) {
    this.covariance = covariance;
    this.context = context;
    this.kernel = context.newKernel();
    this.four = new float[4][covariance.stride()];
    this.sum = new float[covariance.stride()];
  }

  /** Finds {@code count} directions of large variance. */
  void find(int count, SplittableRandom random) throws IOException {
    directions = randomRows(count, random);
    for (int i = 1; i <= ITERATIONS; i++) {
      directions = directions.multiplyTransposed(covariance, kernel);
      orthonormalize(i < ITERATIONS ? 1 : 2);
    }
    RowMatrix images = directions.multiplyTransposed(covariance, kernel);
    variances = new double[count];
    Arrays.setAll(variances, i -> dot(directions, i, images, i));
  }

  private RowMatrix randomRows(int count, SplittableRandom random) {
    RowMatrix rows = new RowMatrix(count, covariance.dimension());
    for (int row = 0; row < count; row++) {
      int from = rows.offset(row);
      for (int i = from; i < from + rows.dimension(); i++) {
        rows.array(row)[i] = (float) random.nextDouble(-1, 1);
      }
    }
    return rows;
  }

  /** Gram–Schmidt; a second pass takes away what rounding left of the first. */
  private void orthonormalize(int passes) throws IOException {
    for (int row = 0; row < directions.size(); row++) {
      context.checkAborted();
      scaleToUnit(row);
      for (int pass = 0; pass < passes; pass++) {
        int other = 0;
        for (; other + 4 <= row; other += 4) {
          subtractFour(row, other);
        }
        for (; other < row; other++) {
          addScaled(row, -dot(directions, row, directions, other), other);
        }
        scaleToUnit(row);
      }
    }
  }

  /** Takes the parts along four rows at once: a loaded value serves four. */
  private void subtractFour(int row, int other) {
    float[] array = directions.array(row); // few enough rows to be in one array
    int stride = directions.stride();
    kernel.dots4(array, directions.offset(row), array, directions.offset(other), stride, parts);
    for (int i = 0; i < four.length; i++) {
      System.arraycopy(array, directions.offset(other + i), four[i], 0, stride);
    }
    System.arraycopy(array, directions.offset(row), sum, 0, stride);
    subtract(sum, parts, four[0], four[1], four[2], four[3]);
    System.arraycopy(sum, 0, array, directions.offset(row), stride);
  }

  /** Vectorizes because all arrays are read at the same index: they cannot overlap. */
  private static void subtract(
      float[] sum, float[] parts, float[] x0, float[] x1, float[] x2, float[] x3) {
    float p0 = parts[0];
    float p1 = parts[1];
    float p2 = parts[2];
    float p3 = parts[3];
    for (int i = 0; i < sum.length; i++) {
      sum[i] -= p0 * x0[i] + p1 * x1[i] + (p2 * x2[i] + p3 * x3[i]);
    }
  }

  private void scaleToUnit(int row) {
    float norm = (float) Math.sqrt(dot(directions, row, directions, row));
    float factor = norm > 0 ? 1 / norm : 0;
    float[] array = directions.array(row);
    int from = directions.offset(row);
    for (int i = from; i < from + directions.dimension(); i++) {
      array[i] *= factor;
    }
  }

  private void addScaled(int row, float factor, int other) {
    float[] to = directions.array(row);
    float[] from = directions.array(other);
    int toOffset = directions.offset(row);
    int fromOffset = directions.offset(other);
    for (int i = 0; i < directions.dimension(); i++) {
      to[toOffset + i] += factor * from[fromOffset + i];
    }
  }

  private float dot(RowMatrix a, int i, RowMatrix b, int j) {
    return kernel.dot(a.array(i), a.offset(i), b.array(j), b.offset(j), a.stride());
  }

  /** How many leading directions hold a share of all variance; more than there are if none do. */
  int countFor(double share) {
    double wanted = 0;
    for (int i = 0; i < covariance.size(); i++) {
      wanted += share * covariance.array(i)[covariance.offset(i) + i];
    }
    double held = 0;
    for (int i = 0; i < variances.length; i++) {
      held += variances[i];
      if (held >= wanted) {
        return i + 1;
      }
    }
    return variances.length + 1;
  }

  /** The leading directions. */
  RowMatrix directions(int count) {
    return directions.firstRows(Math.min(count, directions.size()));
  }
}

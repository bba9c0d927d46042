package org.lucenediskann.codec;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.lucenediskann.codec.build.BuildContext;
import org.lucenediskann.codec.build.Units;
import org.lucenediskann.codec.graph.VectorRows;

/**
 * Maps the vectors of any similarity into a Euclidean space in which the nearest rows are the most
 * similar documents, so that one way of building graphs serves all four.
 *
 * <table>
 * <caption>What becomes of a vector x; M is the largest norm of all vectors</caption>
 * <tr><th>similarity</th><th>row</th></tr>
 * <tr><td>EUCLIDEAN</td><td>x; x / M where squared distances would leave the range of float</td>
 * </tr>
 * <tr><td>COSINE</td><td>x / |x|</td></tr>
 * <tr><td>DOT_PRODUCT, MAXIMUM_INNER_PRODUCT</td><td>x / |x| if all norms are equal, otherwise
 *     [x / M, √(1 − |x|² / M²)], one dimension more</td></tr>
 * </table>
 *
 * <p>A zero vector stays zero, except for the dimension it may gain.
 */
final class EuclideanRows {

  /** Relative difference up to which norms count as equal: the rounding of unit vectors. */
  private static final double EQUAL_NORMS = 1e-4;

  /** Norms whose squares, and the squares of their differences, a float holds precisely enough. */
  private static final double SMALLEST_NORM = 1e-12;

  private static final double LARGEST_NORM = 1e12;

  private EuclideanRows() {}

  /**
   * The same rows in Euclidean space. Reads all of them once, except for COSINE.
   *
   * @param context reads on its threads
   */
  static VectorRows of(VectorSimilarityFunction similarity, VectorRows rows, BuildContext context)
      throws IOException {
    return switch (similarity) {
      case EUCLIDEAN -> inRangeOfFloat(rows, NormRange.of(rows, context));
      case COSINE -> new UnitRows(rows);
      case DOT_PRODUCT, MAXIMUM_INNER_PRODUCT -> byInnerProduct(rows, NormRange.of(rows, context));
    };
  }

  private static VectorRows inRangeOfFloat(VectorRows rows, NormRange norms) {
    double largest = norms.largest();
    boolean inRange = largest == 0 || (largest > SMALLEST_NORM && largest < LARGEST_NORM);
    return inRange ? rows : new ScaledRows(rows, largest);
  }

  private static VectorRows byInnerProduct(VectorRows rows, NormRange norms) {
    return norms.smallest() >= norms.largest() * (1 - EQUAL_NORMS)
        ? new UnitRows(rows)
        : new LiftedRows(rows, norms.largest());
  }

  private static double squaredNorm(float[] row, int offset, int dimension) {
    double even = 0; // two sums, as one addition waits for the other
    double odd = 0;
    int i = offset;
    for (; i < offset + dimension - 1; i += 2) {
      even += (double) row[i] * row[i];
      odd += (double) row[i + 1] * row[i + 1];
    }
    return i < offset + dimension ? even + odd + (double) row[i] * row[i] : even + odd;
  }

  private static void divide(float[] row, int offset, int dimension, double divisor) {
    for (int i = offset; i < offset + dimension; i++) {
      row[i] = (float) (row[i] / divisor);
    }
  }

  /** Smallest and largest L2 norm of some rows; both 0 if there are none. */
  private record NormRange(double smallest, double largest) {

    private static final int UNIT = 1024;

    static NormRange of(VectorRows rows, BuildContext context) throws IOException {
      int units = (rows.size() + UNIT - 1) / UNIT;
      double[] smallest = new double[units]; // squared
      double[] largest = new double[units];
      Units.run(context, "norms", units, () -> newWorker(rows.copy(), smallest, largest));
      return new NormRange(
          Math.sqrt(Arrays.stream(smallest).min().orElse(0)),
          Math.sqrt(Arrays.stream(largest).max().orElse(0)));
    }

    private static Units.Worker newWorker(VectorRows rows, double[] smallest, double[] largest) {
      int dimension = rows.dimension();
      float[] row = new float[dimension];
      return unit -> {
        smallest[unit] = Double.POSITIVE_INFINITY;
        for (int ord = unit * UNIT; ord < Math.min(rows.size(), (unit + 1) * UNIT); ord++) {
          rows.read(ord, row, 0);
          double squared = squaredNorm(row, 0, dimension);
          smallest[unit] = Math.min(smallest[unit], squared);
          largest[unit] = Math.max(largest[unit], squared);
        }
      };
    }
  }

  /** Every row divided by its own norm. */
  private record UnitRows(VectorRows rows) implements VectorRows {

    @Override
    public int size() {
      return rows.size();
    }

    @Override
    public int dimension() {
      return rows.dimension();
    }

    @Override
    public void read(int ord, float[] dest, int offset) throws IOException {
      rows.read(ord, dest, offset);
      double norm = Math.sqrt(squaredNorm(dest, offset, dimension()));
      if (norm > 0) {
        divide(dest, offset, dimension(), norm);
      }
    }

    @Override
    public VectorRows copy() throws IOException {
      return new UnitRows(rows.copy());
    }
  }

  /** Every row divided by the same number. */
  private record ScaledRows(VectorRows rows, double divisor) implements VectorRows {

    @Override
    public int size() {
      return rows.size();
    }

    @Override
    public int dimension() {
      return rows.dimension();
    }

    @Override
    public void read(int ord, float[] dest, int offset) throws IOException {
      rows.read(ord, dest, offset);
      divide(dest, offset, dimension(), divisor);
    }

    @Override
    public VectorRows copy() throws IOException {
      return new ScaledRows(rows.copy(), divisor);
    }
  }

  /** Rows of different norms, lifted onto the unit sphere of a space with one dimension more. */
  private record LiftedRows(VectorRows rows, double largestNorm) implements VectorRows {

    @Override
    public int size() {
      return rows.size();
    }

    @Override
    public int dimension() {
      return rows.dimension() + 1;
    }

    @Override
    public void read(int ord, float[] dest, int offset) throws IOException {
      int last = rows.dimension();
      rows.read(ord, dest, offset);
      double relative = squaredNorm(dest, offset, last) / (largestNorm * largestNorm);
      divide(dest, offset, last, largestNorm);
      dest[offset + last] = (float) Math.sqrt(Math.max(0, 1 - relative));
    }

    @Override
    public VectorRows copy() throws IOException {
      return new LiftedRows(rows.copy(), largestNorm);
    }
  }
}

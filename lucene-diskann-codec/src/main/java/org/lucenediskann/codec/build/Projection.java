package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.lucenediskann.codec.graph.VectorRows;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.DistanceStrip;
import org.lucenediskann.codec.kernel.RowBlock;
import org.lucenediskann.codec.kernel.RowMatrix;

/**
 * The few directions in which the vectors differ most (principal components of a sample). A graph
 * built from the projected rows is as good, for a fraction of the arithmetic, as long as almost all
 * of the variance and most of the nearest neighbors are kept. Searches know nothing of it: they
 * score the vectors themselves.
 */
final class Projection {

  private static final int MIN_ROWS = 4096;
  private static final int MIN_DIMENSION = 64;
  private static final int MAX_WIDTH = 512;
  private static final int FIRST_WIDTH = 256; // often enough, and a quarter of the cost
  private static final int WIDTH_STEP = 16;
  private static final double KEPT_VARIANCE = 0.96;
  private static final double KEPT_NEIGHBORS = 0.83;

  private final float[] mean;
  private final RowMatrix directions; // width × dimension, orthonormal

  private Projection(float[] mean, RowMatrix directions) {
    this.mean = mean;
    this.directions = directions;
  }

  /**
   * Looks for a projection that is worth it.
   *
   * @return null if the vectors are few or short, or differ in too many directions
   */
  static Projection find(VectorRows rows, BuildParameters parameters, BuildContext context)
      throws IOException {
    int dimension = rows.dimension();
    int maxWidth = Math.min(MAX_WIDTH, dimension * 3 / 4) / 16 * 16;
    if (rows.size() < Math.max(MIN_ROWS, 4 * dimension) || dimension < MIN_DIMENSION) {
      return null;
    }
    SplittableRandom random = new SplittableRandom(parameters.seed());
    Sample sample = Sample.draw(rows, random, context);
    PrincipalComponents components =
        new PrincipalComponents(sample.covariance(context.newKernel()), context);
    int width = findWidth(Math.min(FIRST_WIDTH, maxWidth), components, rows, random, context);
    if (width > FIRST_WIDTH && maxWidth > FIRST_WIDTH) {
      width = findWidth(maxWidth, components, rows, random, context);
    }
    return width > maxWidth ? null : new Projection(sample.mean(), components.directions(width));
  }

  /** How many of {@code count} directions keep what is to be kept; more if all are too few. */
  private static int findWidth(
      int count,
      PrincipalComponents components,
      VectorRows rows,
      SplittableRandom random,
      BuildContext context)
      throws IOException {
    components.find(count, random);
    int width = (components.countFor(KEPT_VARIANCE) + WIDTH_STEP - 1) / WIDTH_STEP * WIDTH_STEP;
    if (width > count) {
      return width;
    }
    return NearestNeighbors.find(rows, context)
        .widthFor(
            KEPT_NEIGHBORS, width, WIDTH_STEP, components.directions(count), context.newKernel());
  }

  /** Floats of a projected row. */
  int width() {
    return directions.size();
  }

  /** Projects blocks of rows; serves one thread. */
  final class Projector {

    private final RowBlock input = new RowBlock(directions);
    private final RowBlock output;
    private final DistanceStrip strip;
    private final float[] shift; // the projected mean

    /**
     * Creates a projector.
     *
     * @param output receives the projected rows
     */
    Projector(DistanceKernel kernel, RowBlock output) {
      this.output = output;
      strip = new DistanceStrip(kernel, directions);
      RowBlock columns = new RowBlock(directions);
      columns.copy(directions, 0, width());
      strip.setColumns(columns);
      System.arraycopy(mean, 0, input.prepare(1), 0, mean.length);
      strip.products(input, 0, 1, width());
      shift = Arrays.copyOf(strip.values(), width());
    }

    /** The rows to be projected. */
    RowBlock input() {
      return input;
    }

    /** Projects the input's rows. */
    void project() {
      float[] array = output.prepare(input.count());
      for (int from = 0; from < input.count(); from += DistanceKernel.TILE_ROWS) {
        int to = Math.min(input.count(), from + DistanceKernel.TILE_ROWS);
        strip.products(input, from, to, width());
        for (int row = from; row < to; row++) {
          subtract(strip.values(), strip.offset(row - from), shift, array, output.offset(row));
        }
      }
    }
  }

  private static void subtract(float[] a, int aOffset, float[] b, float[] dest, int offset) {
    for (int i = 0; i < b.length; i++) {
      dest[offset + i] = a[aOffset + i] - b[i];
    }
  }
}

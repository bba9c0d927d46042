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
 * of the variance is kept. Searches know nothing of it: they score the vectors themselves.
 */
final class Projection {

  private static final int MIN_ROWS = 4096;
  private static final int MIN_DIMENSION = 64;
  private static final int MAX_WIDTH = 512;
  private static final double KEPT_VARIANCE = 0.96;

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
    components.find(maxWidth, random);
    int width = (components.countFor(KEPT_VARIANCE) + 15) / 16 * 16;
    return width > maxWidth ? null : new Projection(sample.mean(), components.directions(width));
  }

  /** Floats of a projected row. */
  int width() {
    return directions.size();
  }

  /** Projects blocks of rows; serves one thread. */
  final class Projector {

    private final RowBlock block = new RowBlock(directions);
    private final DistanceStrip strip;
    private final float[] shift; // the projected mean

    Projector(DistanceKernel kernel) {
      strip = new DistanceStrip(kernel, directions);
      RowBlock columns = new RowBlock(directions);
      columns.copy(directions, 0, width());
      strip.setColumns(columns);
      System.arraycopy(mean, 0, block.prepare(1), 0, mean.length);
      strip.products(block, 0, 1, width());
      shift = Arrays.copyOf(strip.values(), width());
    }

    /** Row-major room for rows to be projected, {@link #stride} floats each. */
    float[] rows(int count) {
      return block.prepare(count);
    }

    int stride() {
      return block.stride();
    }

    /** Writes the projections of the rows as rows {@code [first, first + count)} of a matrix. */
    void project(RowMatrix dest, int first) {
      for (int from = 0; from < block.count(); from += DistanceKernel.TILE_ROWS) {
        int to = Math.min(block.count(), from + DistanceKernel.TILE_ROWS);
        strip.products(block, from, to, width());
        for (int row = from; row < to; row++) {
          float[] array = dest.array(first + row);
          int offset = dest.offset(first + row);
          for (int i = 0; i < shift.length; i++) {
            array[offset + i] = strip.values()[strip.offset(row - from) + i] - shift[i];
          }
        }
      }
    }
  }
}

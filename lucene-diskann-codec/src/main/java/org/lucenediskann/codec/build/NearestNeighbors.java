package org.lucenediskann.codec.build;

import java.io.IOException;
import org.lucenediskann.codec.graph.VectorRows;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.DistanceStrip;
import org.lucenediskann.codec.kernel.RowBlock;
import org.lucenediskann.codec.kernel.RowMatrix;

/**
 * The nearest neighbors of a few vectors, to see whether a projection keeps them. The variance does
 * not tell: between clusters that lie far apart it is large in a few directions, while neighbors
 * differ in all others.
 *
 * @param differences {@link #LISTED} for each vector: a neighbor less the vector, nearest first
 */
record NearestNeighbors(RowMatrix differences) {

  private static final int PROBES = 32;
  private static final int LISTED = 32;
  private static final int NEAREST = 8; // of those listed
  private static final int MAX_COMPARED = 1 << 18; // rows; of more, evenly spread ones
  private static final int UNIT = 256;

  /**
   * Compares a few vectors with all others, or with evenly spread ones if there are many.
   *
   * @param rows more than {@link #LISTED}
   */
  static NearestNeighbors find(VectorRows rows, BuildContext context) throws IOException {
    DistanceKernel kernel = context.newKernel();
    int[] ords = spread(rows.size(), PROBES);
    RowMatrix probes = new RowMatrix(PROBES, rows.dimension());
    for (int i = 0; i < PROBES; i++) {
      rows.read(ords[i], probes.array(i), probes.offset(i));
      probes.updateNorm(i, kernel);
    }
    NearestLists nearest = new NearestLists(LISTED, kernel);
    nearest.reset(PROBES);
    compare(rows, probes, nearest, context);
    return new NearestNeighbors(differences(rows, probes, nearest));
  }

  /** Evenly spread ordinals. */
  private static int[] spread(int size, int count) {
    int[] ords = new int[count];
    for (int i = 0; i < count; i++) {
      ords[i] = (int) ((2L * i + 1) * size / (2L * count));
    }
    return ords;
  }

  private static void compare(
      VectorRows rows, RowMatrix probes, NearestLists nearest, BuildContext context)
      throws IOException {
    DistanceKernel kernel = context.newKernel();
    DistanceStrip strip = new DistanceStrip(kernel, probes);
    RowBlock block = new RowBlock(probes);
    block.copy(probes, 0, PROBES);
    strip.setColumns(block);
    int[] ords = spread(rows.size(), Math.min(MAX_COMPARED, rows.size()));
    for (int from = 0; from < ords.length; from += UNIT) {
      context.checkAborted();
      int count = Math.min(UNIT, ords.length - from);
      float[] array = block.prepare(count);
      for (int i = 0; i < count; i++) {
        rows.read(ords[from + i], array, block.offset(i));
      }
      block.updateNorms(kernel);
      offer(block, strip, ords, from, nearest);
    }
  }

  /** Offers a block's rows to all probes. */
  private static void offer(
      RowBlock block, DistanceStrip strip, int[] ords, int firstOrd, NearestLists nearest) {
    for (int from = 0; from < block.count(); from += DistanceKernel.TILE_ROWS) {
      int to = Math.min(block.count(), from + DistanceKernel.TILE_ROWS);
      strip.distances(block, from, to, PROBES);
      for (int row = from; row < to; row++) {
        for (int probe = 0; probe < PROBES; probe++) {
          float distance = strip.values()[strip.offset(row - from) + probe];
          nearest.offer(probe, ords[firstOrd + row], distance);
        }
      }
    }
  }

  private static RowMatrix differences(VectorRows rows, RowMatrix probes, NearestLists nearest)
      throws IOException {
    RowMatrix differences = new RowMatrix(PROBES * LISTED, rows.dimension());
    for (int i = 0; i < PROBES * LISTED; i++) {
      int probe = i / LISTED;
      float[] array = differences.array(i);
      int offset = differences.offset(i);
      rows.read(nearest.id(probe, i % LISTED), array, offset);
      for (int d = 0; d < rows.dimension(); d++) {
        array[offset + d] -= probes.array(probe)[probes.offset(probe) + d];
      }
    }
    return differences;
  }

  /**
   * The least width from {@code from} on, in steps, in which a share of the nearest stay among the
   * nearest.
   *
   * @param directions orthonormal
   * @return more than there are directions if there is none
   */
  int widthFor(double share, int from, int step, RowMatrix directions, DistanceKernel kernel) {
    RowMatrix parts = differences.multiplyTransposed(directions, kernel);
    float[] projected = new float[differences.size()]; // squared distances
    for (int width = 1; width <= directions.size(); width++) {
      for (int i = 0; i < projected.length; i++) {
        float part = parts.array(i)[parts.offset(i) + width - 1];
        projected[i] += part * part;
      }
      if (width >= from && (width - from) % step == 0 && kept(projected) >= share) {
        return width;
      }
    }
    return directions.size() + 1;
  }

  /** Share of the nearest that are so by other distances, too. */
  private static double kept(float[] distances) {
    int kept = 0;
    for (int first = 0; first < distances.length; first += LISTED) {
      for (int i = 0; i < NEAREST; i++) {
        int nearer = 0;
        for (int j = 0; j < LISTED; j++) {
          nearer += distances[first + j] < distances[first + i] ? 1 : 0;
        }
        kept += nearer < NEAREST ? 1 : 0;
      }
    }
    return kept / (double) (PROBES * NEAREST);
  }
}

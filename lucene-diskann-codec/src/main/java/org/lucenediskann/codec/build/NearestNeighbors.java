package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import org.lucenediskann.codec.graph.VectorRows;
import org.lucenediskann.codec.kernel.DistanceKernel;
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
  private static final int MAX_COMPARED = 1 << 18; // of more rows, evenly spread ones

  /**
   * Compares a few vectors with all others, or with evenly spread ones if there are many.
   *
   * @param rows more than {@link #LISTED}
   */
  static NearestNeighbors find(VectorRows rows, BuildContext context) throws IOException {
    SourceRows source = new SourceRows(rows, context.newKernel());
    int[] ords = new int[rows.size()];
    Arrays.setAll(ords, ord -> ord);
    int[] probes = ProbeNeighbors.spread(ords, PROBES);
    int[] compared = ProbeNeighbors.spread(ords, MAX_COMPARED);
    NearestLists nearest = ProbeNeighbors.find(source, probes, compared, LISTED, context);
    return new NearestNeighbors(differences(rows, probes, nearest));
  }

  private static RowMatrix differences(VectorRows rows, int[] probes, NearestLists nearest)
      throws IOException {
    RowMatrix differences = new RowMatrix(PROBES * LISTED, rows.dimension());
    float[] probe = new float[rows.dimension()];
    for (int i = 0; i < PROBES * LISTED; i++) {
      float[] array = differences.array(i);
      int offset = differences.offset(i);
      rows.read(nearest.id(i / LISTED, i % LISTED), array, offset);
      rows.read(probes[i / LISTED], probe, 0);
      for (int d = 0; d < probe.length; d++) {
        array[offset + d] -= probe[d];
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

package org.lucenediskann.codec.build;

import java.io.IOException;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.RowReader;

/** Compares two rows at a time; serves one thread. */
final class RowPair {

  private final RowReader rows;
  private final DistanceKernel kernel;
  private final float[] first;
  private final float[] second;

  RowPair(RowReader rows, DistanceKernel kernel) {
    this.rows = rows;
    this.kernel = kernel;
    this.first = new float[rows.stride()];
    this.second = new float[rows.stride()];
  }

  private void read(int a, int b) throws IOException {
    rows.read(a, first, 0);
    rows.read(b, second, 0);
  }

  /** Whether all values are the same; 0 and -0 are. */
  boolean equal(int a, int b) throws IOException {
    read(a, b);
    for (int i = 0; i < rows.dimension(); i++) {
      if (first[i] != second[i]) {
        return false;
      }
    }
    return true;
  }

  float squaredDistance(int a, int b) throws IOException {
    read(a, b);
    float dot = kernel.dot(first, 0, second, 0, first.length);
    return Math.max(0f, rows.norm(a) + rows.norm(b) - 2 * dot);
  }
}

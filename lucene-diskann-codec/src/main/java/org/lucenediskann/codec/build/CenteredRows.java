package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import org.lucenediskann.codec.graph.VectorRows;

/**
 * Rows moved to the origin. Distances are computed from norms and dot products, which takes the
 * digits that all rows share away from those in which they differ. So rows that are much farther
 * from the origin than from each other are moved there; distances do not change by that.
 */
public record CenteredRows(VectorRows rows, float[] center) implements VectorRows {

  private static final int SAMPLE_SIZE = 1000;

  /** How many times the squared distance from the center the squared norm of the center may be. */
  private static final double FAR = 100;

  /** The rows themselves, or centered if they need it. */
  public static VectorRows of(VectorRows rows) throws IOException {
    double[] mean = new double[rows.dimension()];
    double meanSquare = 0;
    float[] row = new float[rows.dimension()];
    int sampleSize = Math.min(SAMPLE_SIZE, rows.size());
    for (int i = 0; i < sampleSize; i++) {
      rows.read((int) ((long) rows.size() * i / sampleSize), row, 0);
      for (int j = 0; j < row.length; j++) {
        mean[j] += (double) row[j] / sampleSize;
        meanSquare += (double) row[j] * row[j] / sampleSize;
      }
    }
    double centerSquare = Arrays.stream(mean).map(value -> value * value).sum();
    return centerSquare > FAR * (meanSquare - centerSquare) ? new CenteredRows(rows, mean) : rows;
  }

  private CenteredRows(VectorRows rows, double[] mean) {
    this(rows, new float[mean.length]);
    for (int j = 0; j < mean.length; j++) {
      center[j] = (float) mean[j];
    }
  }

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
    for (int j = 0; j < center.length; j++) {
      dest[offset + j] -= center[j];
    }
  }

  @Override
  public VectorRows copy() throws IOException {
    return new CenteredRows(rows.copy(), center);
  }
}

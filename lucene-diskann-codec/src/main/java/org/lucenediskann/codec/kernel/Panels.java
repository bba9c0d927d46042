package org.lucenediskann.codec.kernel;

import java.util.Arrays;

/**
 * Rows packed for the matrix kernel: groups of {@code width} rows, each group transposed, so that
 * one step along the dimension reads {@code width} neighboring floats. Reused from block to block.
 */
public final class Panels {

  private static final int DIMENSION_BLOCK = 64;

  final int width;
  final int dimension;
  float[] values = {}; // panels × dimension × width
  float[] norms = {}; // panels × width; infinite where a panel has no row
  private int rowCount;

  Panels(int width, int dimension) {
    this.width = width;
    this.dimension = dimension;
  }

  /** Number of rows packed. */
  int rowCount() {
    return rowCount;
  }

  /** Number of panels. */
  int panelCount() {
    return (rowCount + width - 1) / width;
  }

  /** Packs {@code count} row-major rows, replacing what was there. */
  void pack(float[] rows, int stride, float[] rowNorms, int count) {
    reserve(count);
    rowCount = count;
    for (int panel = 0; panel < panelCount(); panel++) {
      packPanel(rows, stride, panel);
    }
    System.arraycopy(rowNorms, 0, norms, 0, count);
    Arrays.fill(norms, count, panelCount() * width, Float.POSITIVE_INFINITY);
  }

  private void reserve(int count) {
    int padded = (count + width - 1) / width * width;
    if (norms.length < padded) {
      norms = new float[padded];
      values = new float[padded * dimension];
    }
  }

  private void packPanel(float[] rows, int stride, int panel) {
    int first = panel * width;
    int columns = Math.min(width, rowCount - first);
    int base = first * dimension;
    for (int from = 0; from < dimension; from += DIMENSION_BLOCK) {
      int to = Math.min(dimension, from + DIMENSION_BLOCK);
      for (int column = 0; column < columns; column++) {
        int row = (first + column) * stride;
        for (int i = from, at = base + from * width + column; i < to; i++, at += width) {
          values[at] = rows[row + i];
        }
      }
    }
  }
}

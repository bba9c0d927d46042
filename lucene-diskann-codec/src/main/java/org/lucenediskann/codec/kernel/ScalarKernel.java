package org.lucenediskann.codec.kernel;

import java.util.Arrays;

/** Plain Java; the innermost loops are of the form that the JIT compiler vectorizes by itself. */
final class ScalarKernel extends DistanceKernel {

  private static final int PANEL_WIDTH = 128;

  @Override
  int panelWidth() {
    return PANEL_WIDTH;
  }

  @Override
  void products(
      float[] a,
      int aOffset,
      int aStride,
      int rowCount,
      Panels panels,
      int panel,
      float[] out,
      int outOffset,
      int outStride) {
    int width = panels.width;
    int base = panel * width * panels.dimension;
    for (int r = 0; r < rowCount; r++) {
      int row = outOffset + r * outStride;
      Arrays.fill(out, row, row + width, 0f);
      for (int i = 0; i < panels.dimension; i++) {
        addScaled(a[aOffset + r * aStride + i], panels.values, base + i * width, out, row, width);
      }
    }
  }

  private static void addScaled(float x, float[] b, int bOffset, float[] out, int row, int width) {
    for (int c = 0; c < width; c++) {
      out[row + c] = Math.fma(x, b[bOffset + c], out[row + c]);
    }
  }

  @Override
  void toDistances(
      float norm, float[] norms, int normOffset, float[] products, int offset, int length) {
    for (int c = 0; c < length; c++) {
      float sum = norm + norms[normOffset + c];
      products[offset + c] = Math.max(0f, Math.fma(-2f, products[offset + c], sum));
    }
  }

  @Override
  public void dots4(
      float[] a, int aOffset, float[] b, int b0, int b1, int b2, int b3, int length, float[] out) {
    out[0] = dot(a, aOffset, b, b0, length);
    out[1] = dot(a, aOffset, b, b1, length);
    out[2] = dot(a, aOffset, b, b2, length);
    out[3] = dot(a, aOffset, b, b3, length);
  }

  /** Sixteen independent sums, as the lanes of the vectorized kernel. */
  @Override
  public float dot(float[] a, int aOffset, float[] b, int bOffset, int length) {
    float[] lanes = new float[ROW_ALIGNMENT];
    for (int i = 0; i < length; i += ROW_ALIGNMENT) {
      for (int lane = 0; lane < ROW_ALIGNMENT; lane++) {
        lanes[lane] = Math.fma(a[aOffset + i + lane], b[bOffset + i + lane], lanes[lane]);
      }
    }
    return addQuarters(quarter(lanes, 0), quarter(lanes, 1), quarter(lanes, 2), quarter(lanes, 3));
  }

  private static float quarter(float[] lanes, int i) {
    return (lanes[i] + lanes[i + 4]) + (lanes[i + 8] + lanes[i + 12]);
  }

  @Override
  public int below(float[] values, int offset, int length, float threshold, int[] dest) {
    int count = 0;
    for (int i = 0; i < length; i++) {
      if (values[offset + i] < threshold) {
        dest[count++] = i;
      }
    }
    return count;
  }

  @Override
  public int columnsBelow(
      float[] values,
      int offset,
      int stride,
      int rowCount,
      int length,
      float[] thresholds,
      int[] dest) {
    int count = 0;
    for (int column = 0; column < length; column++) {
      float least = Float.POSITIVE_INFINITY;
      for (int row = 0; row < rowCount; row++) {
        least = Math.min(least, values[offset + row * stride + column]);
      }
      if (least < thresholds[column]) {
        dest[count++] = column;
      }
    }
    return count;
  }
}

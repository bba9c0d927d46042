package org.lucenediskann.codec.kernel;

import java.util.Arrays;

/** Plain Java; the innermost loops are of the form that the JIT compiler vectorizes by itself. */
final class ScalarKernel extends DistanceKernel {

  private static final int PANEL_WIDTH = 128;
  private static final int STEPS = 4; // along the dimension, between two visits of a row's sums

  private final float[] lanes = new float[ROW_ALIGNMENT]; // sums of one product
  private final float[][] columns = new float[STEPS][PANEL_WIDTH]; // one array for each step
  private final float[][] sums = new float[TILE_ROWS][PANEL_WIDTH];

  @Override
  public ScalarKernel copy() {
    return new ScalarKernel();
  }

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
    for (int r = 0; r < rowCount; r++) {
      Arrays.fill(sums[r], 0f);
    }
    int column = panel * PANEL_WIDTH * panels.dimension;
    int i = 0;
    for (; i + STEPS <= panels.dimension; i += STEPS) {
      for (int step = 0; step < STEPS; step++, column += PANEL_WIDTH) {
        System.arraycopy(panels.values, column, columns[step], 0, PANEL_WIDTH);
      }
      for (int r = 0; r < rowCount; r++) {
        addFour(a, aOffset + r * aStride + i, columns, sums[r]);
      }
    }
    for (; i < panels.dimension; i++, column += PANEL_WIDTH) {
      System.arraycopy(panels.values, column, columns[0], 0, PANEL_WIDTH);
      for (int r = 0; r < rowCount; r++) {
        addScaled(a[aOffset + r * aStride + i], columns[0], sums[r]);
      }
    }
    for (int r = 0; r < rowCount; r++) {
      System.arraycopy(sums[r], 0, out, outOffset + r * outStride, PANEL_WIDTH);
    }
  }

  /** Four steps at once: sums are loaded and stored once for them, and added in the same order. */
  private static void addFour(float[] a, int offset, float[][] columns, float[] sums) {
    float a0 = a[offset];
    float a1 = a[offset + 1];
    float a2 = a[offset + 2];
    float a3 = a[offset + 3];
    float[] columns0 = columns[0];
    float[] columns1 = columns[1];
    float[] columns2 = columns[2];
    float[] columns3 = columns[3];
    for (int c = 0; c < PANEL_WIDTH; c++) {
      float sum = Math.fma(a0, columns0[c], sums[c]);
      sum = Math.fma(a1, columns1[c], sum);
      sum = Math.fma(a2, columns2[c], sum);
      sums[c] = Math.fma(a3, columns3[c], sum);
    }
  }

  /** All arrays are read at the same index, or the JIT compiler could not rule out an overlap. */
  private static void addScaled(float x, float[] columns, float[] sums) {
    for (int c = 0; c < columns.length; c++) {
      sums[c] = Math.fma(x, columns[c], sums[c]);
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
      float[] a, int aOffset, float[] b, int b0, int b1, int b2, int b3, int stride, float[] out) {
    out[0] = dot(a, aOffset, b, b0, stride);
    out[1] = dot(a, aOffset, b, b1, stride);
    out[2] = dot(a, aOffset, b, b2, stride);
    out[3] = dot(a, aOffset, b, b3, stride);
  }

  @Override
  public void dots16(
      float[] a, int a0, int a1, int a2, int a3, float[] b, int b0, int stride, float[] out) {
    for (int j = 0; j < 4; j++) {
      out[j] = dot(a, a0, b, b0 + j * stride, stride);
      out[4 + j] = dot(a, a1, b, b0 + j * stride, stride);
      out[8 + j] = dot(a, a2, b, b0 + j * stride, stride);
      out[12 + j] = dot(a, a3, b, b0 + j * stride, stride);
    }
  }

  /** Sixteen independent sums, as the lanes of the vectorized kernel. */
  @Override
  public float dot(float[] a, int aOffset, float[] b, int bOffset, int length) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    float s8 = 0;
    float s9 = 0;
    float s10 = 0;
    float s11 = 0;
    float s12 = 0;
    float s13 = 0;
    float s14 = 0;
    float s15 = 0;
    for (int i = 0; i < length; i += ROW_ALIGNMENT) {
      int p = aOffset + i;
      int q = bOffset + i;
      s0 = Math.fma(a[p], b[q], s0);
      s1 = Math.fma(a[p + 1], b[q + 1], s1);
      s2 = Math.fma(a[p + 2], b[q + 2], s2);
      s3 = Math.fma(a[p + 3], b[q + 3], s3);
      s4 = Math.fma(a[p + 4], b[q + 4], s4);
      s5 = Math.fma(a[p + 5], b[q + 5], s5);
      s6 = Math.fma(a[p + 6], b[q + 6], s6);
      s7 = Math.fma(a[p + 7], b[q + 7], s7);
      s8 = Math.fma(a[p + 8], b[q + 8], s8);
      s9 = Math.fma(a[p + 9], b[q + 9], s9);
      s10 = Math.fma(a[p + 10], b[q + 10], s10);
      s11 = Math.fma(a[p + 11], b[q + 11], s11);
      s12 = Math.fma(a[p + 12], b[q + 12], s12);
      s13 = Math.fma(a[p + 13], b[q + 13], s13);
      s14 = Math.fma(a[p + 14], b[q + 14], s14);
      s15 = Math.fma(a[p + 15], b[q + 15], s15);
    }
    float q0 = (s0 + s8) + (s4 + s12);
    float q1 = (s1 + s9) + (s5 + s13);
    float q2 = (s2 + s10) + (s6 + s14);
    float q3 = (s3 + s11) + (s7 + s15);
    return (q0 + q2) + (q1 + q3);
  }

  @Override
  public void byteDots(float[] a, int length, byte[] b, int stride, int count, float[] out) {
    for (int row = 0; row < count; row++) {
      Arrays.fill(lanes, 0f);
      for (int i = 0; i < length; i += ROW_ALIGNMENT) {
        int at = row * stride + i;
        for (int lane = 0; lane < ROW_ALIGNMENT; lane++) {
          lanes[lane] = Math.fma(a[i + lane], b[at + lane] & 0xFF, lanes[lane]);
        }
      }
      out[row] = sumOfLanes();
    }
  }

  @Override
  public void nibbleDots(float[] a, int length, byte[] b, int stride, int count, float[] out) {
    for (int row = 0; row < count; row++) {
      Arrays.fill(lanes, 0f);
      for (int i = 0; i < length; i += ROW_ALIGNMENT) {
        int at = row * stride + i;
        for (int lane = 0; lane < ROW_ALIGNMENT; lane++) {
          int pair = b[at + lane] & 0xFF;
          float upper = Math.fma(a[i + lane], pair >>> 4, lanes[lane]);
          lanes[lane] = Math.fma(a[length + i + lane], pair & 15, upper);
        }
      }
      out[row] = sumOfLanes();
    }
  }

  private float sumOfLanes() {
    for (int step = ROW_ALIGNMENT / 2; step > 0; step /= 2) {
      for (int lane = 0; lane < step; lane++) {
        lanes[lane] += lanes[lane + step];
      }
    }
    return lanes[0];
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
  void toDistances(
      float norm,
      float[] norms,
      float[] products,
      int offset,
      int length,
      float[] rowMinima,
      int rowOffset,
      float[] columnMinima,
      int columnOffset) {
    toDistances(norm, norms, 0, products, offset, length);
    Arrays.fill(rowMinima, rowOffset, rowOffset + ROW_ALIGNMENT, Float.POSITIVE_INFINITY);
    for (int c = 0; c < length; c += ROW_ALIGNMENT) {
      lower(rowMinima, rowOffset, products, offset + c, ROW_ALIGNMENT);
    }
    lower(columnMinima, columnOffset, products, offset, length);
  }

  private static void lower(float[] minima, int to, float[] values, int from, int length) {
    for (int i = 0; i < length; i++) {
      minima[to + i] = Math.min(minima[to + i], values[from + i]);
    }
  }

  @Override
  int below(float[] values, int offset, int length, float bound, float[] bounds, int[] dest) {
    int count = 0;
    for (int i = 0; i < length; i++) {
      if (values[offset + i] < Math.max(bound, bounds[i])) {
        dest[count++] = i;
      }
    }
    return count;
  }
}

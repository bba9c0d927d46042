package org.lucenediskann.codec.kernel;

/**
 * Many distances at once.
 *
 * <p>Rows are compared as a matrix product: one side stays row-major, the other is packed into
 * {@link Panels panels}, so that a loaded value serves a whole tile of results instead of one.
 * Every implementation adds up in the same order with fused multiply-add and gives the same bits.
 */
public abstract sealed class DistanceKernel permits ScalarKernel, PanamaKernel {

  /** Rows that {@link #distances} takes at once. */
  public static final int TILE_ROWS = 8;

  /** A row's length in floats is a multiple of this; the rest is zero. */
  public static final int ROW_ALIGNMENT = 16;

  DistanceKernel() {}

  /** The fastest kernel of this JVM: vectorized where {@code jdk.incubator.vector} is readable. */
  public static DistanceKernel best() {
    return VectorModule.isAvailable() ? new PanamaKernel() : new ScalarKernel();
  }

  /** The kernel in plain Java. */
  public static DistanceKernel scalar() {
    return new ScalarKernel();
  }

  /** Columns of one panel. */
  abstract int panelWidth();

  /**
   * Squared Euclidean distances of up to eight rows to the columns of one panel: {@code out[r *
   * outStride + c] = max(0, |a_r|² + |b_c|² - 2 a_r·b_c)}.
   *
   * @param a row-major rows
   * @param aOffset where the first row begins
   * @param aStride floats from row to row
   * @param rowCount rows, 1..{@link #TILE_ROWS}
   * @param aNorms squared norms of the rows
   * @param aNormOffset the first row's norm
   * @param panels the packed side
   * @param panel which panel
   * @param out receives {@code panelWidth} values for each row
   * @param outOffset where the first row's values go
   * @param outStride floats from row to row of {@code out}
   */
  abstract void distances(
      float[] a,
      int aOffset,
      int aStride,
      int rowCount,
      float[] aNorms,
      int aNormOffset,
      Panels panels,
      int panel,
      float[] out,
      int outOffset,
      int outStride);

  /**
   * Dot products of one row with four others; all lengths a multiple of {@link #ROW_ALIGNMENT}.
   *
   * @param out receives four values
   */
  public abstract void dots4(
      float[] a, int aOffset, float[] b, int b0, int b1, int b2, int b3, int length, float[] out);

  /** Dot product of two rows; the length a multiple of {@link #ROW_ALIGNMENT}. */
  public abstract float dot(float[] a, int aOffset, float[] b, int bOffset, int length);

  /**
   * Positions of the values below one threshold.
   *
   * @return how many positions, relative to {@code offset} and rising, were written to {@code dest}
   */
  public abstract int below(float[] values, int offset, int length, float threshold, int[] dest);

  /** As {@link #below(float[], int, int, float, int[])}, each value with a threshold of its own. */
  public abstract int belowEach(
      float[] values, int offset, int length, float[] thresholds, int[] dest);

  /** Adds four partial sums in the one order that all kernels keep. */
  static float addQuarters(float q0, float q1, float q2, float q3) {
    return (q0 + q2) + (q1 + q3);
  }
}

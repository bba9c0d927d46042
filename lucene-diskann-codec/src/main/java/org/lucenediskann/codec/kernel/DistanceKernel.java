package org.lucenediskann.codec.kernel;

/**
 * Many distances at once.
 *
 * <p>Rows are compared as a matrix product: one side stays row-major, the other is packed into
 * {@link Panels panels}, so that a loaded value serves a whole tile of results instead of one.
 * Every implementation adds up in the same order with fused multiply-add and gives the same bits.
 * An instance has scratch space and serves one thread.
 */
public abstract sealed class DistanceKernel permits ScalarKernel, PanamaKernel {

  /** Rows that {@link #products} takes at once. */
  public static final int TILE_ROWS = 8;

  /** A row's length in floats is a multiple of this; the rest is zero. */
  public static final int ROW_ALIGNMENT = 16;

  DistanceKernel() {}

  /** The fastest kernel of this JVM: vectorized where {@code jdk.incubator.vector} is readable. */
  public static DistanceKernel best() {
    return isVectorized() ? new PanamaKernel() : new ScalarKernel();
  }

  /** Whether {@link #best()} is vectorized. */
  public static boolean isVectorized() {
    return VectorModule.isAvailable();
  }

  /** The kernel in plain Java. */
  public static DistanceKernel scalar() {
    return new ScalarKernel();
  }

  /** Another one of the same kind, for another thread. */
  public abstract DistanceKernel copy();

  /** Columns of one panel. */
  abstract int panelWidth();

  /**
   * Dot products of up to eight rows with the columns of one panel: {@code out[r * outStride + c] =
   * a_r·b_c}.
   *
   * @param a row-major rows
   * @param aOffset where the first row begins
   * @param aStride floats from row to row
   * @param rowCount rows, 1..{@link #TILE_ROWS}
   * @param panels the packed side
   * @param panel which panel
   * @param out receives {@code panelWidth} values for each row
   * @param outOffset where the first row's values go
   * @param outStride floats from row to row of {@code out}
   */
  abstract void products(
      float[] a,
      int aOffset,
      int aStride,
      int rowCount,
      Panels panels,
      int panel,
      float[] out,
      int outOffset,
      int outStride);

  /**
   * Turns one row of dot products into squared Euclidean distances: {@code max(0, |a|² + |b_c|² - 2
   * a·b_c)}.
   *
   * @param norm squared norm of the row
   * @param norms squared norms of the columns, from {@code normOffset} on
   * @param products the dot products, replaced by the distances; length a multiple of 32
   */
  abstract void toDistances(
      float norm, float[] norms, int normOffset, float[] products, int offset, int length);

  /**
   * Dot products of one row with four others that follow each other.
   *
   * @param stride floats from row to row, and of a row; a multiple of {@link #ROW_ALIGNMENT}
   * @param out receives four values
   */
  public final void dots4(float[] a, int aOffset, float[] b, int bOffset, int stride, float[] out) {
    int b1 = bOffset + stride;
    dots4(a, aOffset, b, bOffset, b1, b1 + stride, b1 + 2 * stride, stride, out);
  }

  /** As {@link #dots4(float[], int, float[], int, int, float[])}, with any four others. */
  public abstract void dots4(
      float[] a, int aOffset, float[] b, int b0, int b1, int b2, int b3, int stride, float[] out);

  /**
   * Dot products of any four rows with four that follow each other: {@code out[4 * i + j] =
   * a_i·b_j}.
   *
   * @param stride floats from row to row, and of a row; a multiple of {@link #ROW_ALIGNMENT}
   * @param out receives sixteen values
   */
  public abstract void dots16(
      float[] a, int a0, int a1, int a2, int a3, float[] b, int b0, int stride, float[] out);

  /**
   * Dot products of one row with rows of unsigned bytes.
   *
   * @param length of the row, a multiple of {@link #ROW_ALIGNMENT}
   * @param b so many bytes of each row are read, also where its rows are shorter; and rows up to a
   *     multiple of four
   * @param stride bytes from row to row
   * @param count rows
   * @param out receives {@code count} values, rounded up to a multiple of four
   */
  public abstract void byteDots(
      float[] a, int length, byte[] b, int stride, int count, float[] out);

  /**
   * As {@link #byteDots} with two values in a byte: {@code length} that belong to the upper halves
   * are followed in {@code a} by as many that belong to the lower ones.
   */
  public abstract void nibbleDots(
      float[] a, int length, byte[] b, int stride, int count, float[] out);

  /** Dot product of two rows; the length a multiple of {@link #ROW_ALIGNMENT}. */
  public abstract float dot(float[] a, int aOffset, float[] b, int bOffset, int length);

  /**
   * Positions of the values below one threshold.
   *
   * @return how many positions, relative to {@code offset} and rising, were written to {@code dest}
   */
  public abstract int below(float[] values, int offset, int length, float threshold, int[] dest);

  /**
   * As {@link #toDistances(float, float[], int, float[], int, int)}, and the least of groups of the
   * distances on the way.
   *
   * @param length a multiple of 32
   * @param rowMinima receives {@link #ROW_ALIGNMENT} values from {@code rowOffset} on: the least
   *     distance at the positions of each remainder
   * @param columnMinima {@code length} values from {@code columnOffset} on, lowered to the
   *     distances
   */
  abstract void toDistances(
      float norm,
      float[] norms,
      float[] products,
      int offset,
      int length,
      float[] rowMinima,
      int rowOffset,
      float[] columnMinima,
      int columnOffset);

  /**
   * Positions of the values below the one bound or their own.
   *
   * @param bounds one for each position
   * @return how many positions, relative to {@code offset} and rising, were written to {@code dest}
   */
  abstract int below(
      float[] values, int offset, int length, float bound, float[] bounds, int[] dest);
}

package org.lucenediskann.codec.kernel;

/**
 * Float rows in working memory, each padded with zeros to a multiple of {@link
 * DistanceKernel#ROW_ALIGNMENT}, with their squared norms. Stored in chunks, so the number of
 * floats is not bounded by one array.
 */
public final class RowMatrix {

  private static final int CHUNK_BITS = 12;
  private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;

  private final int size;
  private final int dimension;
  private final int stride;
  private final float[][] chunks; // each up to 4096 × stride, row-major
  private final float[] norms; // squared

  /** Creates a matrix of zeros. */
  public RowMatrix(int size, int dimension) {
    this.size = size;
    this.dimension = dimension;
    this.stride = stride(dimension);
    this.norms = new float[size];
    this.chunks = new float[(size + CHUNK_MASK) >>> CHUNK_BITS][];
    for (int i = 0; i < chunks.length; i++) {
      chunks[i] = new float[Math.min(CHUNK_MASK + 1, size - (i << CHUNK_BITS)) * stride];
    }
  }

  static int stride(int dimension) {
    int mask = DistanceKernel.ROW_ALIGNMENT - 1;
    return (dimension + mask) & ~mask;
  }

  /** Number of rows. */
  public int size() {
    return size;
  }

  /** Floats of a row that carry values. */
  public int dimension() {
    return dimension;
  }

  /** Floats from row to row within an array. */
  public int stride() {
    return stride;
  }

  /** The array that holds a row. */
  public float[] array(int row) {
    return chunks[row >>> CHUNK_BITS];
  }

  /** Where in {@link #array} a row begins. */
  public int offset(int row) {
    return (row & CHUNK_MASK) * stride;
  }

  /** Squared norm of a row. */
  public float norm(int row) {
    return norms[row];
  }

  /** Recomputes the norm after the row was written. */
  public void updateNorm(int row, DistanceKernel kernel) {
    norms[row] = kernel.dot(array(row), offset(row), array(row), offset(row), stride);
  }

  /** Squared Euclidean distance of two rows. */
  public float squaredDistance(int a, int b, DistanceKernel kernel) {
    float dot = kernel.dot(array(a), offset(a), array(b), offset(b), stride);
    return Math.max(0f, norms[a] + norms[b] - 2 * dot);
  }
}

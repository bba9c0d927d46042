package org.lucenediskann.codec.kernel;

/** Rows gathered from a {@link RowReader}, side by side. Reused from block to block. */
public final class RowBlock {

  final int stride;
  float[] rows = {}; // count × stride, row-major
  float[] norms = {};
  private int count;

  /** Creates an empty block for rows like those of a reader. */
  public RowBlock(RowReader rows) {
    this.stride = rows.stride();
  }

  /** Copies {@code count} rows from {@code first} on. */
  public void copy(RowMatrix matrix, int first, int count) {
    prepare(count);
    for (int i = 0; i < count; i++) {
      int row = first + i;
      System.arraycopy(matrix.array(row), matrix.offset(row), rows, i * stride, stride);
      norms[i] = matrix.norm(row);
    }
  }

  /**
   * Makes room for rows that the caller writes; their norms are not set.
   *
   * @return row-major rows, {@link #stride} floats each
   */
  public float[] prepare(int count) {
    this.count = count;
    reserve(count);
    return rows;
  }

  /** The rows, row-major. */
  public float[] array() {
    return rows;
  }

  /** Where a row begins. */
  public int offset(int row) {
    return row * stride;
  }

  /** Squared norm of a row. */
  public float norm(int row) {
    return norms[row];
  }

  /** Floats from row to row. */
  public int stride() {
    return stride;
  }

  private void reserve(int count) {
    if (norms.length < count) {
      rows = new float[count * stride];
      norms = new float[count];
    }
  }

  /** Computes the norms of all rows. */
  public void updateNorms(DistanceKernel kernel) {
    for (int row = 0; row < count; row++) {
      norms[row] = kernel.dot(rows, offset(row), rows, offset(row), stride);
    }
  }

  /** Number of rows. */
  public int count() {
    return count;
  }
}

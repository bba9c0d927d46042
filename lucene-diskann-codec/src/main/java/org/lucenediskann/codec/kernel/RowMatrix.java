package org.lucenediskann.codec.kernel;

import java.util.BitSet;

/**
 * Float rows in working memory, each padded with zeros to a multiple of {@link
 * DistanceKernel#ROW_ALIGNMENT}, with their squared norms. Stored in chunks, so the number of
 * floats is not bounded by one array.
 */
public final class RowMatrix implements RowReader {

  private static final int CHUNK_BITS = 12;
  private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;

  private static final int PRODUCT_COLUMNS = 256;

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

  /** Floats of a padded row. */
  public static int stride(int dimension) {
    int mask = DistanceKernel.ROW_ALIGNMENT - 1;
    return (dimension + mask) & ~mask;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  /** Floats of a padded row, and from row to row within an array. */
  @Override
  public int stride() {
    return stride;
  }

  @Override
  public void read(int row, float[] dest, int offset) {
    System.arraycopy(array(row), offset(row), dest, offset, stride);
  }

  /** Itself: any number of threads may read. */
  @Override
  public RowMatrix copy() {
    return this;
  }

  /** The array that holds a row. */
  public float[] array(int row) {
    return chunks[row >>> CHUNK_BITS];
  }

  /** Where in {@link #array} a row begins. */
  public int offset(int row) {
    return (row & CHUNK_MASK) * stride;
  }

  @Override
  public float norm(int row) {
    return norms[row];
  }

  /** Replaces rows from {@code first} on by those of a block, norms and all. */
  public void set(int first, RowBlock block) {
    for (int i = 0; i < block.count(); i++) {
      System.arraycopy(block.rows, i * stride, array(first + i), offset(first + i), stride);
      norms[first + i] = block.norms[i];
    }
  }

  /** Recomputes the norm after the row was written. */
  public void updateNorm(int row, DistanceKernel kernel) {
    norms[row] = kernel.dot(array(row), offset(row), array(row), offset(row), stride);
  }

  /**
   * Rearranges the rows in place: row {@code i} becomes what row {@code order[i]} was.
   *
   * @param order a permutation of all rows
   */
  public void permute(int[] order) {
    BitSet done = new BitSet(size);
    float[] spare = new float[stride];
    for (int start = done.nextClearBit(0); start < size; start = done.nextClearBit(start)) {
      permuteCycle(order, start, spare, done);
    }
  }

  private void permuteCycle(int[] order, int start, float[] spare, BitSet done) {
    System.arraycopy(array(start), offset(start), spare, 0, stride);
    float spareNorm = norms[start];
    int row = start;
    for (; order[row] != start; row = order[row]) {
      int from = order[row];
      System.arraycopy(array(from), offset(from), array(row), offset(row), stride);
      norms[row] = norms[from];
      done.set(row);
    }
    System.arraycopy(spare, 0, array(row), offset(row), stride);
    norms[row] = spareNorm;
    done.set(row);
  }

  /**
   * The product with another matrix transposed: entry {@code (i, j)} is the dot product of row
   * {@code i} with the other's row {@code j}. Both have rows of the same dimension. A product with
   * itself is symmetric: of that little more than half is computed.
   */
  public RowMatrix multiplyTransposed(RowMatrix other, DistanceKernel kernel) {
    RowMatrix product = new RowMatrix(size, other.size);
    RowBlock block = new RowBlock(this);
    RowBlock columns = new RowBlock(other);
    DistanceStrip strip = new DistanceStrip(kernel, other);
    for (int column = 0; column < other.size; column += PRODUCT_COLUMNS) {
      int count = Math.min(PRODUCT_COLUMNS, other.size - column);
      columns.copy(other, column, count);
      strip.setColumns(columns);
      for (int row = other == this ? column : 0; row < size; row += DistanceKernel.TILE_ROWS) {
        int rows = Math.min(DistanceKernel.TILE_ROWS, size - row);
        block.copy(this, row, rows);
        strip.products(block, 0, rows, count);
        for (int r = 0; r < rows; r++) {
          int to = product.offset(row + r) + column;
          System.arraycopy(strip.values(), strip.offset(r), product.array(row + r), to, count);
        }
      }
    }
    if (other == this) {
      product.mirror();
    }
    return product;
  }

  /** Completes a symmetric matrix from the values at and below its diagonal. */
  private void mirror() {
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < row; column++) {
        array(column)[offset(column) + row] = array(row)[offset(row) + column];
      }
    }
  }

  /** A copy of the first rows. */
  public RowMatrix firstRows(int count) {
    RowMatrix copy = new RowMatrix(count, dimension);
    for (int row = 0; row < count; row++) {
      System.arraycopy(array(row), offset(row), copy.array(row), copy.offset(row), stride);
      copy.norms[row] = norms[row];
    }
    return copy;
  }

  /** Squared Euclidean distance of two rows. */
  public float squaredDistance(int a, int b, DistanceKernel kernel) {
    float dot = kernel.dot(array(a), offset(a), array(b), offset(b), stride);
    return Math.max(0f, norms[a] + norms[b] - 2 * dot);
  }
}

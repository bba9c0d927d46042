package org.lucenediskann.codec.build;

import org.lucenediskann.codec.kernel.RowBlock;
import org.lucenediskann.codec.kernel.RowMatrix;

/**
 * Rows in memory.
 *
 * @param matrix holds them
 */
record HeapRows(RowMatrix matrix) implements WorkingRows {

  @Override
  public int size() {
    return matrix.size();
  }

  @Override
  public int dimension() {
    return matrix.dimension();
  }

  @Override
  public float norm(int row) {
    return matrix.norm(row);
  }

  @Override
  public void read(int row, float[] dest, int offset) {
    matrix.read(row, dest, offset);
  }

  @Override
  public HeapRows copy() {
    return this;
  }

  @Override
  public void put(int first, RowBlock block) {
    matrix.set(first, block);
  }

  @Override
  public void finish() {}

  @Override
  public HeapRows permute(int[] order, BuildContext context) {
    matrix.permute(order);
    return this;
  }

  @Override
  public void close() {}
}

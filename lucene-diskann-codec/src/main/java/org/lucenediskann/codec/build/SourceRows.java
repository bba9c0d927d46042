package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import org.lucenediskann.codec.graph.VectorRows;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.RowBlock;
import org.lucenediskann.codec.kernel.RowReader;

/**
 * Rows read where they are, for work that needs few of them or each only once.
 *
 * @param kernel computes their norms
 */
record SourceRows(VectorRows rows, DistanceKernel kernel) implements RowReader {

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public int dimension() {
    return rows.dimension();
  }

  @Override
  public float norm(int row) {
    throw new UnsupportedOperationException("norms are computed when rows are gathered");
  }

  @Override
  public void read(int row, float[] dest, int offset) throws IOException {
    rows.read(row, dest, offset);
    Arrays.fill(dest, offset + dimension(), offset + stride(), 0);
  }

  @Override
  public void gather(int[] ids, int from, int to, RowBlock block) throws IOException {
    float[] array = block.prepare(to - from);
    for (int i = from; i < to; i++) {
      read(ids[i], array, block.offset(i - from));
    }
    block.updateNorms(kernel);
  }

  @Override
  public SourceRows copy() throws IOException {
    return new SourceRows(rows.copy(), kernel.copy());
  }
}

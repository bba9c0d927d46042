package org.lucenediskann.codec.merge;

import java.io.IOException;
import org.lucenediskann.codec.graph.VectorRows;

/**
 * Some of the rows.
 *
 * @param ords which
 */
record PartRows(VectorRows rows, int[] ords) implements VectorRows {

  @Override
  public int size() {
    return ords.length;
  }

  @Override
  public int dimension() {
    return rows.dimension();
  }

  @Override
  public void read(int ord, float[] dest, int offset) throws IOException {
    rows.read(ords[ord], dest, offset);
  }

  @Override
  public VectorRows copy() throws IOException {
    return new PartRows(rows.copy(), ords);
  }
}

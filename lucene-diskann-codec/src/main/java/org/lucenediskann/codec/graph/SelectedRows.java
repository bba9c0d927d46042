package org.lucenediskann.codec.graph;

import java.io.IOException;

/**
 * Some of the rows, or all in another order.
 *
 * @param rows where they come from
 * @param ords their ordinals there, by ordinal here
 */
public record SelectedRows(VectorRows rows, int[] ords) implements VectorRows {

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
    return new SelectedRows(rows.copy(), ords);
  }
}

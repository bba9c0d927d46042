package org.lucenediskann.codec.build;

import java.io.IOException;
import org.lucenediskann.codec.graph.VectorRows;

/**
 * Some of the rows.
 *
 * @param rows all
 * @param ords ordinal of each that is in the sample
 */
record SampledRows(VectorRows rows, int[] ords) implements VectorRows {

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
    return new SampledRows(rows.copy(), ords);
  }
}

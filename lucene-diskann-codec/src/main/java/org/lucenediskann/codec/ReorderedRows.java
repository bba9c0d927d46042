package org.lucenediskann.codec;

import java.io.IOException;
import org.lucenediskann.codec.graph.VectorRows;

/**
 * Rows in the order of an index sort.
 *
 * @param rows in order of old ordinals
 * @param newToOld old ordinal of each new one
 */
record ReorderedRows(VectorRows rows, int[] newToOld) implements VectorRows {

  @Override
  public int size() {
    return newToOld.length;
  }

  @Override
  public int dimension() {
    return rows.dimension();
  }

  @Override
  public void read(int ord, float[] dest, int offset) throws IOException {
    rows.read(newToOld[ord], dest, offset);
  }

  @Override
  public VectorRows copy() throws IOException {
    return new ReorderedRows(rows.copy(), newToOld);
  }
}

package org.lucenediskann.codec;

import java.io.IOException;
import org.apache.lucene.index.FloatVectorValues;
import org.lucenediskann.codec.graph.VectorRows;

/** Float vectors of a field, on the heap or in a file, as they are. */
record FloatRows(FloatVectorValues values) implements VectorRows {

  @Override
  public int size() {
    return values.size();
  }

  @Override
  public int dimension() {
    return values.dimension();
  }

  @Override
  public void read(int ord, float[] dest, int offset) throws IOException {
    System.arraycopy(values.vectorValue(ord), 0, dest, offset, values.dimension());
  }

  @Override
  public VectorRows copy() throws IOException {
    return new FloatRows(values.copy());
  }
}

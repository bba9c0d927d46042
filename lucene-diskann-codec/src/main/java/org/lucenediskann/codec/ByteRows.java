package org.lucenediskann.codec;

import java.io.IOException;
import org.apache.lucene.index.ByteVectorValues;
import org.lucenediskann.codec.graph.VectorRows;

/** Byte vectors of a field, on the heap or in a file, each element widened to a float. */
record ByteRows(ByteVectorValues values) implements VectorRows {

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
    byte[] vector = values.vectorValue(ord);
    for (int i = 0; i < vector.length; i++) {
      dest[offset + i] = vector[i];
    }
  }

  @Override
  public VectorRows copy() throws IOException {
    return new ByteRows(values.copy());
  }
}

package org.lucenediskann.codec.store;

import java.io.IOException;
import org.apache.lucene.store.DataOutput;

/**
 * What the meta file says of one level of a field's router.
 *
 * @param size number of nodes
 * @param maxDegree neighbors a row has room for
 * @param offset where in the graph file the level's nodes start, its rows behind them
 * @param entryPoints positions from which the whole level can be reached
 */
record RouterEntry(int size, int maxDegree, long offset, int[] entryPoints) {

  long nodesBytes() {
    return (long) size * Integer.BYTES;
  }

  long rowsBytes() {
    return nodesBytes() * maxDegree;
  }

  long lengthBytes() {
    return nodesBytes() + rowsBytes();
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(size);
    out.writeInt(maxDegree);
    out.writeLong(offset);
    out.writeInt(entryPoints.length);
    for (int entryPoint : entryPoints) {
      out.writeInt(entryPoint);
    }
  }
}

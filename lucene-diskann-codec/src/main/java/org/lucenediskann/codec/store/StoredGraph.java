package org.lucenediskann.codec.store;

import java.io.IOException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.IndexInput;
import org.lucenediskann.codec.graph.Graph;

/** A graph read row by row from its file. */
final class StoredGraph implements Graph {

  private final FieldEntry entry;
  private final IndexInput rows; // size × maxDegree int32, row-major, -1 ends a row

  StoredGraph(FieldEntry entry, IndexInput rows) {
    this.entry = entry;
    this.rows = rows;
  }

  @Override
  public int size() {
    return entry.size();
  }

  @Override
  public int maxDegree() {
    return entry.maxDegree();
  }

  @Override
  public int[] entryPoints() {
    return entry.entryPoints();
  }

  @Override
  public int neighbors(int node, int[] dest) throws IOException {
    int maxDegree = entry.maxDegree();
    rows.seek((long) node * maxDegree * Integer.BYTES);
    rows.readInts(dest, 0, maxDegree);
    for (int i = 0; i < maxDegree; i++) {
      if (dest[i] == StoreFormat.NO_MORE_NEIGHBORS) {
        return i;
      }
      checkOrdinal(node, dest[i]);
    }
    return maxDegree;
  }

  private void checkOrdinal(int node, int neighbor) throws CorruptIndexException {
    if (neighbor < 0 || neighbor >= entry.size()) {
      throw new CorruptIndexException(
          "node " + node + " has neighbor " + neighbor + ", size=" + entry.size(), rows);
    }
  }
}

package org.lucenediskann.codec.store;

import java.io.IOException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.IndexInput;
import org.lucenediskann.codec.graph.Graph;
import org.lucenediskann.codec.graph.Router;

/** A graph read row by row from its file. */
final class StoredGraph implements Graph {

  private final int size;
  private final int maxDegree;
  private final int[] entryPoints;
  private final Router router;
  private final IndexInput rows; // size × maxDegree int32, row-major, -1 ends a row

  StoredGraph(int size, int maxDegree, int[] entryPoints, Router router, IndexInput rows) {
    this.size = size;
    this.maxDegree = maxDegree;
    this.entryPoints = entryPoints;
    this.router = router;
    this.rows = rows;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int maxDegree() {
    return maxDegree;
  }

  @Override
  public int[] entryPoints() {
    return entryPoints;
  }

  @Override
  public Router router() {
    return router;
  }

  @Override
  public int neighbors(int node, int[] dest) throws IOException {
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
    if (neighbor < 0 || neighbor >= size) {
      throw new CorruptIndexException(
          "node " + node + " has neighbor " + neighbor + ", size=" + size, rows);
    }
  }
}

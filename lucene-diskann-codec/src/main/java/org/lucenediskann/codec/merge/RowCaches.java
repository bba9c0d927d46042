package org.lucenediskann.codec.merge;

import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.lucenediskann.codec.build.BuildContext;
import org.lucenediskann.codec.graph.VectorRows;

/** As many caches of the same rows as there are threads at work; kept from phase to phase. */
final class RowCaches {

  private final VectorRows rows;
  private final long memoryBytes;
  private final BuildContext context;
  private final ConcurrentLinkedQueue<RowCache> idle = new ConcurrentLinkedQueue<>();

  /**
   * Caches nothing yet.
   *
   * @param memoryBytes what the merge may take in all
   */
  RowCaches(VectorRows rows, long memoryBytes, BuildContext context) {
    this.rows = rows;
    this.memoryBytes = memoryBytes;
    this.context = context;
  }

  /** A cache for the calling thread, until it gives it back. */
  RowCache take() throws IOException {
    RowCache cache = idle.poll();
    return cache == null
        ? RowCache.of(rows.copy(), context.newKernel(), context.parallelism(), memoryBytes)
        : cache;
  }

  void giveBack(RowCache cache) {
    idle.add(cache);
  }
}

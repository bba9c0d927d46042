package org.lucenediskann.benchmarks.lowmem;

import java.io.IOException;
import java.nio.file.Path;

/** What the system keeps of files in memory. Java has no call for it, so {@code dd} makes it. */
final class PageCache {
  private PageCache() {}

  /** Drops a file that is written and not mapped. */
  static void evict(Path file) throws IOException {
    Process dd =
        new ProcessBuilder("dd", "if=" + file, "iflag=nocache", "count=0", "status=none").start();
    try {
      if (dd.waitFor() != 0) {
        throw new IOException("dd cannot drop " + file + " from memory; is it GNU's?");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}

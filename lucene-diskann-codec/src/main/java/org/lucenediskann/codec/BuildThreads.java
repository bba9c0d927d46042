package org.lucenediskann.codec;

import java.io.Closeable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.search.TaskExecutor;
import org.apache.lucene.util.NamedThreadFactory;

/** Threads that help one flush and end with it. Lucene gives a flush none. */
final class BuildThreads implements Closeable {

  private final int count;
  private final ExecutorService pool;

  /**
   * Starts no thread yet.
   *
   * @param count threads at work, the flushing one among them; at least 2
   */
  BuildThreads(int count) {
    this.count = count;
    this.pool = Executors.newFixedThreadPool(count - 1, new NamedThreadFactory("diskann-build"));
  }

  TaskExecutor executor() {
    return new TaskExecutor(pool);
  }

  int count() {
    return count;
  }

  /** Waits until the threads have ended. */
  @Override
  public void close() {
    pool.close();
  }
}

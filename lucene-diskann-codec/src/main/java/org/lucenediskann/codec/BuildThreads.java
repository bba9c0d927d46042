package org.lucenediskann.codec;

import java.io.Closeable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.util.NamedThreadFactory;

/** Threads that help one flush: the user's, or some that end with it. Lucene gives a flush none. */
final class BuildThreads implements Closeable {

  private final int count;
  private final Executor helpers; // null = the flushing thread is alone
  private final ExecutorService own; // to be ended; null if the helpers are the user's, or none

  private BuildThreads(int count, Executor helpers, ExecutorService own) {
    this.count = count;
    this.helpers = helpers;
    this.own = own;
  }

  /**
   * Starts no thread yet.
   *
   * @param count threads at work, the flushing one among them
   * @param lent the user's; null = threads of its own
   */
  static BuildThreads of(int count, Executor lent) {
    if (count == 1) {
      return new BuildThreads(1, null, null);
    }
    if (lent != null) {
      return new BuildThreads(count, lent, null);
    }
    ExecutorService own =
        Executors.newFixedThreadPool(count - 1, new NamedThreadFactory("diskann-build"));
    return new BuildThreads(count, own, own);
  }

  /** Runs tasks beside the calling thread; null = that is alone. */
  Executor helpers() {
    return helpers;
  }

  int count() {
    return count;
  }

  /** Waits until the threads have ended, unless they are the user's. */
  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}

package org.lucenediskann.benchmarks.index;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * When documents arrive. Who falls behind may catch up. The time runs from the first document on.
 * Safe for many threads.
 */
public final class Pace {
  private static final double NANOS = 1e9;

  private final int docsPerSecond; // 0: they wait already
  private long startNs;
  private boolean started;

  private Pace(int docsPerSecond) {
    this.docsPerSecond = docsPerSecond;
  }

  /** Documents arrive evenly; all at once if {@code docsPerSecond} is 0. */
  public static Pace of(int docsPerSecond) {
    return new Pace(docsPerSecond);
  }

  /** Waits until the {@code doc}-th document has arrived, counted from 0. */
  void await(int doc) {
    if (docsPerSecond == 0) {
      return;
    }
    long dueNs = startNs() + (long) (doc * (NANOS / docsPerSecond));
    for (long left; (left = dueNs - System.nanoTime()) > 0; ) {
      LockSupport.parkNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
    }
  }

  private synchronized long startNs() {
    if (!started) {
      started = true;
      startNs = System.nanoTime();
    }
    return startNs;
  }
}

package org.lucenediskann.benchmarks.progress;

import java.util.concurrent.atomic.AtomicLong;

/** A line now and then, for logs. */
final class ProgressLines implements Progress {
  private static final long BETWEEN_LINES_NS = 5_000_000_000L;

  private final String task;
  private final long steps;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong nextLineNs = new AtomicLong(System.nanoTime() + BETWEEN_LINES_NS);

  ProgressLines(String task, long steps) {
    this.task = task;
    this.steps = steps;
  }

  @Override
  public void step(long count) {
    long now = done.addAndGet(count);
    long due = nextLineNs.get();
    long timeNs = System.nanoTime();
    if (timeNs >= due && nextLineNs.compareAndSet(due, timeNs + BETWEEN_LINES_NS)) {
      System.err.printf("%s: %,d of %,d%n", task, now, steps);
    }
  }

  @Override
  public void close() {}
}

package org.lucenediskann.benchmarks.progress;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** A line now and then, for logs. */
final class ProgressLines implements Progress {
  private static final long BETWEEN_LINES_NS = 5_000_000_000L;

  private final String task;
  private final long steps;
  private final long startNs = System.nanoTime();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong nextLineNs = new AtomicLong(startNs + BETWEEN_LINES_NS);

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
      print("%s: %,d of %,d", task, now, steps);
    }
  }

  @Override
  public void phase(String name) {
    print("%s: %s after %.1f s", task, name, (System.nanoTime() - startNs) / 1e9);
  }

  @Override
  public void close() {
    print("%s: done in %.1f s", task, (System.nanoTime() - startNs) / 1e9);
  }

  private static void print(String format, Object... arguments) {
    System.err.println(String.format(Locale.ROOT, format, arguments));
  }
}

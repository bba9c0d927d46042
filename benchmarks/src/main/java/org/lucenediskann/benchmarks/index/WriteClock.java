package org.lucenediskann.benchmarks.index;

import java.util.ArrayList;
import java.util.List;

/** Collects what a vectors format was busy with. Safe for many threads. */
public final class WriteClock {
  private final List<FlushTime> flushes = new ArrayList<>();
  private int merges;
  private long mergeNs;

  synchronized void flushed(int docs, long elapsedNs) {
    flushes.add(new FlushTime(docs, elapsedNs / 1e6));
  }

  synchronized void merged(int count, long elapsedNs) {
    merges += count;
    mergeNs += elapsedNs;
  }

  /** Every flush, in the order they ended. */
  public synchronized List<FlushTime> flushes() {
    return List.copyOf(flushes);
  }

  /** Number of merges. */
  public synchronized int merges() {
    return merges;
  }

  /** Seconds of all merges together, which may have run at the same time. */
  public synchronized double mergeSeconds() {
    return mergeNs / 1e9;
  }
}

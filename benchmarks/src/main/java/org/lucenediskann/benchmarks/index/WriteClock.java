package org.lucenediskann.benchmarks.index;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** Collects what a vectors format was busy with. Safe for many threads. */
public final class WriteClock {
  private final List<FlushTime> flushes = new ArrayList<>();
  private int merges;
  private long mergeNs;
  private long flushCpuNs;
  private long mergeCpuNs;

  /** CPU time of the current thread so far, in nanoseconds. */
  static long threadCpuNs() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  synchronized void flushed(int docs, long elapsedNs, long cpuNs) {
    flushes.add(new FlushTime(docs, elapsedNs / 1e6));
    flushCpuNs += cpuNs;
  }

  synchronized void merged(int count, long elapsedNs, long cpuNs) {
    merges += count;
    mergeNs += elapsedNs;
    mergeCpuNs += cpuNs;
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

  /** CPU seconds of the threads that flushed; not of those they had help from. */
  public synchronized double flushCpuSeconds() {
    return flushCpuNs / 1e9;
  }

  /** CPU seconds of the threads that merged; not of those they had help from. */
  public synchronized double mergeCpuSeconds() {
    return mergeCpuNs / 1e9;
  }
}

package org.lucenediskann.benchmarks.measure;

import java.util.Arrays;

/** Times of single operations, in nanoseconds. */
public final class Latencies {
  private final long[] sortedNs;

  public Latencies(long[] timesNs) {
    if (timesNs.length == 0) {
      throw new IllegalArgumentException("no times");
    }
    sortedNs = timesNs.clone();
    Arrays.sort(sortedNs);
  }

  /** The time in µs that a {@code fraction} of the operations did not exceed (nearest rank). */
  public double percentileUs(double fraction) {
    int rank = (int) Math.ceil(fraction * sortedNs.length);
    return sortedNs[Math.clamp(rank, 1, sortedNs.length) - 1] / 1e3;
  }

  /** Operations per second, one after the other. */
  public double perSecond() {
    return sortedNs.length / (Arrays.stream(sortedNs).sum() / 1e9);
  }
}

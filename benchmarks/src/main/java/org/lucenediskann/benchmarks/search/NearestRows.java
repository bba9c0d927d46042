package org.lucenediskann.benchmarks.search;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Keeps the {@code k} rows of highest score; among equal scores the lowest row number. */
final class NearestRows {
  private record Scored(int row, float score) {}

  private static final Comparator<Scored> WORST_FIRST =
      Comparator.comparingDouble(Scored::score)
          .thenComparing(Scored::row, Comparator.reverseOrder());

  private final int k;
  private final PriorityQueue<Scored> kept;
  private float floor = Float.NEGATIVE_INFINITY; // what a row must exceed once k are kept

  NearestRows(int k) {
    this.k = k;
    this.kept = new PriorityQueue<>(k + 1, WORST_FIRST);
  }

  /** Takes {@code row} in if it is among the best; rows come in ascending order. */
  void offer(int row, float score) {
    if (kept.size() == k && score <= floor) {
      return;
    }
    kept.add(new Scored(row, score));
    if (kept.size() > k) {
      kept.remove();
    }
    floor = kept.peek().score();
  }

  /** The rows, best first; empties this. */
  int[] drain() {
    int[] rows = new int[kept.size()];
    for (int i = rows.length - 1; i >= 0; i--) {
      rows[i] = kept.remove().row();
    }
    return rows;
  }
}

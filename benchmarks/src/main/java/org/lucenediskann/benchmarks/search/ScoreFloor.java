package org.lucenediskann.benchmarks.search;

import java.util.PriorityQueue;

/** The k-th best of the scores offered. */
public final class ScoreFloor {
  private static final float TOLERANCE = 1e-6f; // relative: rounding of a float32 score

  private final int k;
  private final PriorityQueue<Float> best = new PriorityQueue<>(); // worst first

  public ScoreFloor(int k) {
    this.k = k;
  }

  /** Takes a score in if it is among the k best. */
  public void offer(float score) {
    if (best.size() == k && score <= best.peek()) {
      return;
    }
    if (best.size() == k) {
      best.remove();
    }
    best.add(score);
  }

  /** How many scores are kept: k, or all there are. */
  public int size() {
    return best.size();
  }

  /** What a score must reach to count as one of the k best, give or take rounding. */
  public float floor() {
    return best.isEmpty() ? Float.NEGATIVE_INFINITY : lower(best.peek());
  }

  /** The least score that can be told from {@code score} by rounding alone. */
  static float lower(float score) {
    return score - Math.abs(score) * TOLERANCE;
  }
}

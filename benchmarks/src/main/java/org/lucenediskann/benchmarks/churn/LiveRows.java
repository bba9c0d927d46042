package org.lucenediskann.benchmarks.churn;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * Which rows are in the index. Rows come and go at random, but the same in every run; a row that
 * has gone may come again.
 */
final class LiveRows {
  private static final long SEED = 42;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final int[] rows; // the live ones first
  private int live;

  /** The rows {@code 0..total-1}, of which {@code live} chosen at random are live. */
  LiveRows(int total, int live) {
    this.rows = new int[total];
    Arrays.setAll(rows, i -> i);
    for (int i = 0; i < live; i++) {
      swap(i, i + random.nextInt(total - i));
    }
    this.live = live;
  }

  private void swap(int i, int j) {
    int row = rows[i];
    rows[i] = rows[j];
    rows[j] = row;
  }

  /** Number of live rows. */
  int count() {
    return live;
  }

  /** Rows that are not live. */
  int others() {
    return rows.length - live;
  }

  /** The live rows, in no particular order. */
  int[] rows() {
    return Arrays.copyOf(rows, live);
  }

  /** The live rows as a set. */
  BitSet set() {
    BitSet set = new BitSet(rows.length);
    for (int i = 0; i < live; i++) {
      set.set(rows[i]);
    }
    return set;
  }

  /**
   * Replaces {@code deletions} live rows by {@code additions} of the others, none of which was live
   * just before.
   */
  Change replace(int deletions, int additions) {
    for (int i = 0; i < additions; i++) {
      swap(live + i, live + i + random.nextInt(rows.length - live - i));
    }
    for (int i = 0; i < deletions; i++) {
      swap(live - 1 - i, random.nextInt(live - i));
    }
    Change change =
        new Change(
            Arrays.copyOfRange(rows, live - deletions, live),
            Arrays.copyOfRange(rows, live, live + additions));
    System.arraycopy(change.added(), 0, rows, live - deletions, additions);
    System.arraycopy(change.deleted(), 0, rows, live - deletions + additions, deletions);
    live += additions - deletions;
    return change;
  }

  /** Rows that went and rows that came. */
  record Change(int[] deleted, int[] added) {}
}

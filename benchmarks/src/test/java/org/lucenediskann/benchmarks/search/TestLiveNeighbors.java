package org.lucenediskann.benchmarks.search;

import static org.junit.Assert.assertArrayEquals;

import java.util.BitSet;
import java.util.Optional;
import org.junit.Test;
import org.lucenediskann.benchmarks.data.ArrayVectors;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.data.Metric;

public class TestLiveNeighbors {
  private static final int ROWS = 3000;

  @Test
  public void findsTheNearestThatAreLive() {
    LiveNeighbors neighbors = new LiveNeighbors(line(), 3);
    BitSet live = new BitSet();
    live.set(0, ROWS);

    assertArrayEquals(new int[] {0, 1, 2}, neighbors.among(live)[0]);
    live.clear(1);
    assertArrayEquals(new int[] {0, 2, 3}, neighbors.among(live)[0]);
  }

  @Test
  public void looksFurtherWhenAllNearOnesAreDead() {
    LiveNeighbors neighbors = new LiveNeighbors(line(), 3);
    BitSet live = new BitSet();
    live.set(5);
    live.set(2000, ROWS);

    assertArrayEquals(new int[] {5, 2000, 2001}, neighbors.among(live)[0]);
    live.clear(2001, ROWS);
    assertArrayEquals(new int[] {5, 2000}, neighbors.among(live)[0]);
  }

  /** Rows at 0, 1, 2, ... and a query at -1. */
  private static DataSet line() {
    float[][] rows = new float[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      rows[i] = new float[] {i, 0};
    }
    return new DataSet(
        "line",
        Metric.EUCLIDEAN,
        new ArrayVectors(rows),
        new ArrayVectors(new float[][] {{-1, 0}}),
        Optional.empty(),
        Optional.empty(),
        false);
  }
}

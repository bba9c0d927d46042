package org.lucenediskann.benchmarks.search;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.Optional;
import org.junit.Test;
import org.lucenediskann.benchmarks.data.ArrayVectors;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.data.Metric;

public class TestRecall {
  // Distances from the query: 1, 2, 2, 2, 5.
  private static final DataSet TIES =
      set(Metric.EUCLIDEAN, new float[][] {{1}, {2}, {-2}, {2}, {5}}, new float[][] {{0}});

  @Test
  public void countsEveryRowAsNearAsTheLastTrueOne() {
    Recall recall = new Recall(TIES, new int[][] {{0, 1}}, 2);

    assertEquals(1, recall.of(0, new int[] {0, 1}), 0);
    assertEquals(1, recall.of(0, new int[] {0, 2}), 0);
    assertEquals(1, recall.of(0, new int[] {3, 2}), 0);
    assertEquals(.5, recall.of(0, new int[] {0, 4}), 0);
    assertEquals(0, recall.of(0, new int[] {4}), 0);
  }

  @Test
  public void countsNothingTwice() {
    Recall recall = new Recall(TIES, new int[][] {{0, 1}}, 2);

    assertEquals(.5, recall.of(0, new int[] {0, 0}), 0);
    assertEquals(1, recall.of(0, new int[] {0, 1, 2, 3}), 0);
  }

  @Test
  public void toleratesRoundingButNotMore() {
    DataSet data =
        set(
            Metric.EUCLIDEAN,
            new float[][] {{300}, {Math.nextUp(300f)}, {300.1f}},
            new float[][] {{0}});
    Recall recall = new Recall(data, new int[][] {{0}}, 1);

    assertEquals(1, recall.of(0, new int[] {1}), 0);
    assertEquals(0, recall.of(0, new int[] {2}), 0);
  }

  @Test
  public void ranksLongVectorsByInnerProduct() {
    DataSet data = set(Metric.DOT, new float[][] {{-9}, {-5}, {-7}}, new float[][] {{1}});

    assertArrayEquals(new int[][] {{1, 2, 0}}, ExactSearch.neighbors(data, 3));
    assertEquals(0, new Recall(data, new int[][] {{1}}, 1).of(0, new int[] {2}), 0);
  }

  @Test
  public void needsEnoughTrueNeighbors() {
    assertThrows(DataException.class, () -> new Recall(TIES, new int[][] {{0, 1}}, 3));
  }

  @Test
  public void exactSearchPrefersTheLowerRowAmongEquals() {
    assertArrayEquals(new int[][] {{0, 1, 2}}, ExactSearch.neighbors(TIES, 3));
    assertArrayEquals(new int[][] {{0, 1, 2, 3, 4}}, ExactSearch.neighbors(TIES, 9));
  }

  private static DataSet set(Metric metric, float[][] base, float[][] queries) {
    return new DataSet(
        "test",
        metric,
        new ArrayVectors(base),
        new ArrayVectors(queries),
        Optional.empty(),
        Optional.empty(),
        false);
  }
}

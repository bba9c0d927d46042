package org.lucenediskann.codec.build;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.kernel.DistanceKernel;

/** Lists against a full sort of everything offered. */
public class TestNearestLists extends LuceneTestCase {

  private static float[] values(int length) {
    float[] values = new float[length];
    boolean ties = random().nextBoolean();
    for (int i = 0; i < length; i++) {
      values[i] = ties ? random().nextInt(10) : random().nextFloat();
    }
    return values;
  }

  private static DistanceKernel kernel() {
    return random().nextBoolean() ? DistanceKernel.best() : DistanceKernel.scalar();
  }

  /** As many as fit, the nearest first, no column twice, each with the distance it was given. */
  private static void assertNearest(List<float[]> offered, NearestLists lists, int row, int k) {
    float[] sorted = new float[offered.size()];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = offered.get(i)[1];
    }
    Arrays.sort(sorted);
    int count = Math.min(k, sorted.length);
    assertEquals(count, lists.count(row));
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < count; i++) {
      int id = lists.id(row, i);
      float distance = lists.distance(row, i);
      assertEquals(sorted[i], distance, 0f);
      assertTrue("twice: " + id, seen.add(id));
      assertTrue(offered.stream().anyMatch(pair -> pair[0] == id && pair[1] == distance));
    }
    float worst = count < k ? Float.POSITIVE_INFINITY : sorted[k - 1];
    assertEquals(worst, lists.threshold(row), 0f);
  }

  public void testRowsInBlocks() {
    for (int round = atLeast(30); round > 0; round--) {
      int k = 1 + random().nextInt(20);
      NearestLists lists = new NearestLists(k, kernel());
      for (int columns : new int[] {1 + random().nextInt(k), 64, 200, 5}) {
        lists.reset(100);
        float[] values = values(columns + 7);
        List<float[]> offered = new ArrayList<>();
        for (int from = 0; from < columns; from += 50) {
          int length = Math.min(50, columns - from);
          lists.offerRow(3, values, 7 + from, from, length);
          for (int i = from; i < from + length; i++) {
            offered.add(new float[] {i, values[7 + i]});
          }
        }
        assertNearest(offered, lists, 3, k);
        assertEquals(0, lists.count(2));
      }
    }
  }

  /** A bound from the least of groups leaves out none of the nearest, nor what ties with them. */
  public void testAllOfARow() {
    for (int round = atLeast(50); round > 0; round--) {
      int k = 1 + random().nextInt(20);
      int columns = 1 + random().nextInt(random().nextBoolean() ? 100 : 1000);
      NearestLists lists = new NearestLists(k, kernel());
      lists.reset(2);
      float[] values = values(columns + 3);
      int special = random().nextInt(columns);
      for (int i = 0; i < special; i++) {
        values[3 + random().nextInt(columns)] =
            random().nextBoolean() ? Float.NaN : Float.POSITIVE_INFINITY;
      }
      lists.offerAll(1, values, 3, columns);
      List<float[]> offered = new ArrayList<>();
      for (int i = 0; i < columns; i++) {
        if (values[3 + i] < Float.POSITIVE_INFINITY) {
          offered.add(new float[] {i, values[3 + i]});
        }
      }
      assertNearest(offered, lists, 1, k);
    }
  }

  /** The lower triangle, seen from both sides, is all pairs. */
  public void testTriangle() {
    for (int round = atLeast(20); round > 0; round--) {
      int k = 1 + random().nextInt(8);
      NearestLists lists = new NearestLists(k, kernel());
      for (int size : new int[] {1, 2, 40, 130, 17}) {
        lists.reset(size);
        float[][] distances = new float[size][];
        for (int row = 0; row < size; row++) {
          distances[row] = values(row);
          lists.offerRow(row, distances[row], 0, 0, row);
          for (int column = 0; column < row; column++) {
            lists.offer(column, row, distances[row][column]);
          }
        }
        for (int row = 0; row < size; row++) {
          List<float[]> offered = new ArrayList<>();
          for (int other = 0; other < size; other++) {
            if (other != row) {
              float distance = distances[Math.max(row, other)][Math.min(row, other)];
              offered.add(new float[] {other, distance});
            }
          }
          assertNearest(offered, lists, row, k);
        }
      }
    }
  }

  public void testCopyOfFullList() {
    NearestLists lists = new NearestLists(3, kernel());
    lists.reset(5);
    lists.offerRow(0, new float[] {5, 1, 4, 2, 3}, 0, 10, 5);
    int[] ids = new int[5];
    lists.copyIds(0, ids, 1);
    assertArrayEquals(new int[] {0, 11, 13, 14, 0}, ids);
  }

  /** What is infinitely far, or no number, is never near. */
  public void testInfiniteDistances() {
    NearestLists lists = new NearestLists(3, kernel());
    lists.reset(5);
    float[] values = {Float.POSITIVE_INFINITY, Float.NaN, 7, Float.NaN};
    lists.offerRow(4, values, 0, 0, 4);
    lists.offer(2, 4, values[2]);
    lists.offer(0, 4, values[1]);
    lists.offer(0, 4, values[0]);
    assertEquals(1, lists.count(4));
    assertEquals(2, lists.id(4, 0));
    assertEquals(0, lists.count(0));
    assertEquals(0, lists.count(1));
    assertEquals(1, lists.count(2));
  }
}

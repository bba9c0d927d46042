package org.lucenediskann.codec.merge;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.build.ArrayRows;
import org.lucenediskann.codec.graph.RobustPrune;
import org.lucenediskann.codec.kernel.DistanceKernel;

/** Lists are pruned as RobustPrune does, and newcomers find their place in them. */
public class TestListUpdate extends LuceneTestCase {

  private static final int DEGREE = 8;

  private static ListUpdate update(ArrayRows rows) {
    RowCache cache = RowCache.of(rows, DistanceKernel.best(), 1, Long.MAX_VALUE);
    return new ListUpdate(cache, DEGREE, 1.2f, 100);
  }

  public void testChoosesAsRobustPrune() throws IOException {
    ArrayRows rows = ArrayRows.gaussian(random(), 200, 7);
    ListUpdate update = update(rows);
    for (int node = 0; node < 50; node++) {
      int self = node;
      int[] candidates =
          random().ints(60, 0, 200).filter(other -> other != self).distinct().toArray();
      int count = update.choose(node, candidates, candidates.length);
      int[] nearestFirst =
          IntStream.of(candidates)
              .boxed()
              .sorted((a, b) -> Float.compare(distance(rows, self, a), distance(rows, self, b)))
              .mapToInt(Integer::intValue)
              .toArray();
      float[] distances = new float[nearestFirst.length];
      for (int i = 0; i < distances.length; i++) {
        distances[i] = distance(rows, self, nearestFirst[i]);
      }
      RobustPrune prune = new RobustPrune(rows.matrix(), DEGREE, 1.2f, DistanceKernel.best());
      int expected = prune.prune(nearestFirst, distances, distances.length);
      assertArrayEquals(
          Arrays.copyOf(prune.chosen(), expected), Arrays.copyOf(update.chosen(), count));
    }
  }

  private static float distance(ArrayRows rows, int a, int b) {
    return rows.matrix().squaredDistance(a, b, DistanceKernel.best());
  }

  public void testNearestNewcomerIsTaken() throws IOException {
    ArrayRows line = ArrayRows.of(20, 1, (ord, i) -> ord * ord);
    ListUpdate update = update(line);
    // 0 knows 3 (at 9); 2 (at 4) is nearer and occludes it, and 4 (at 16) as well
    int count = update.update(0, new int[] {3, 4, 2}, 1, 3, false);
    assertArrayEquals(new int[] {2}, Arrays.copyOf(update.chosen(), count));
  }

  public void testKnownStayInOrderWithoutNewcomers() throws IOException {
    ArrayRows rows = ArrayRows.gaussian(random(), 20, 5);
    ListUpdate update = update(rows);
    int count = update.choose(0, IntStream.range(1, 20).toArray(), 19);
    int[] known = Arrays.copyOf(update.chosen(), count);
    assertEquals(count, update.update(0, known, count, count, false));
    assertArrayEquals(known, Arrays.copyOf(update.chosen(), count));
  }

  /** Of those whom only alpha lets in, the farther one makes room. */
  public void testNearerOfTheOccludedStays() throws IOException {
    float[][] space = {
      {0, 0, 0}, {10, 0, 0}, {5.5f, 9.2f, 0}, {6, 10, 0}, {0, -11, 0}, {-11.5f, 0, 0}, {0, 0, 12}
    };
    ListUpdate update = update(new ArrayRows(space, 3));
    int[] strict = {1, 4, 5, 6};
    assertEquals(4, update.choose(0, strict, 4));
    assertArrayEquals(strict, Arrays.copyOf(update.chosen(), 4));
    int[] list = {1, 4, 5, 6, 3, 2}; // 1 occludes 2 and 3, but not with alpha
    assertEquals(5, update.update(0, list, 5, 6, false));
    assertArrayEquals(new int[] {1, 4, 5, 6, 2}, Arrays.copyOf(update.chosen(), 5));
  }

  /** Whoever is no longer occluded counts as chosen for itself, and so occludes others. */
  public void testMendedListsAreSeenAnew() throws IOException {
    ArrayRows line = ArrayRows.of(30, 1, (ord, i) -> ord);
    ListUpdate update = update(line);
    int[] list = {20, 5, 8}; // 5 came in place of a dead one
    int count = update.update(0, list, 2, 3, true);
    assertEquals(5, update.chosen()[0]);
    assertFalse(IntStream.of(Arrays.copyOf(update.chosen(), count)).anyMatch(node -> node == 8));
  }

  /** Only those that nobody nearer occludes come into a list that is long enough. */
  public void testLongListsTakeInStrictly() throws IOException {
    ArrayRows rows = ArrayRows.gaussian(random(), 200, 16);
    ListUpdate update = update(rows);
    int[] near = IntStream.range(1, 90).toArray();
    int found = update.choose(0, near, near.length);
    int known = DEGREE * 5 / 8 + 1;
    assumeTrue("a short list takes in more", found >= known);
    int[] chosen = Arrays.copyOf(update.chosen(), known);
    double farthest =
        IntStream.of(chosen).mapToDouble(node -> distance(rows, 0, node)).max().orElse(0);
    IntStream newcomers =
        IntStream.range(90, 200).filter(node -> distance(rows, 0, node) > farthest).limit(80);
    int[] list = IntStream.concat(IntStream.of(chosen), newcomers).toArray();
    int count = update.update(0, list, known, list.length, random().nextBoolean());
    for (int i = known; i < count; i++) {
      int node = update.chosen()[i];
      for (int nearer = 0; nearer < i; nearer++) {
        float apart = distance(rows, update.chosen()[nearer], node);
        assertTrue(apart > distance(rows, 0, node));
      }
    }
  }

  public void testNeverTwiceNorTooMany() throws IOException {
    ArrayRows rows = ArrayRows.gaussian(random(), 30, 4).drawn(random(), 100); // with equals
    ListUpdate update = update(rows);
    for (int node = 0; node < 100; node++) {
      int self = node;
      int[] list = random().ints(90, 0, 100).filter(other -> other != self).distinct().toArray();
      int known = Math.min(DEGREE, random().nextInt(list.length));
      int count = update.update(node, list, known, list.length, random().nextBoolean());
      assertTrue(count <= DEGREE);
      Set<Integer> distinct = new HashSet<>();
      for (int i = 0; i < count; i++) {
        assertTrue(distinct.add(update.chosen()[i]));
        assertNotEquals(node, update.chosen()[i]);
      }
    }
  }

  /** A crowd of equals takes a quarter of the list and leaves the rest to others. */
  public void testEqualsLeaveRoom() throws IOException {
    ArrayRows rows = ArrayRows.of(40, 2, (ord, i) -> ord < 20 ? 1 : (ord * (i + 3)) % 17 + 2);
    int[] list = IntStream.range(1, 40).toArray();
    ListUpdate update = update(rows);
    int count = update.choose(0, list, list.length);
    int equals = 0;
    for (int i = 0; i < count; i++) {
      equals += update.chosen()[i] < 20 ? 1 : 0;
    }
    assertEquals(DEGREE / 4, equals);
    assertTrue(count > equals);
  }

  /** Those that came in place of dead ones may be more equals than an update takes: they stay. */
  public void testMoreEqualsThanEnough() throws IOException {
    ArrayRows rows = ArrayRows.of(20, 2, (ord, i) -> ord < 15 ? 1 : ord);
    int known = DEGREE / 4 + 2;
    int[] list = IntStream.range(1, 20).toArray();
    ListUpdate update = update(rows);
    int count = update.update(0, list, known, list.length, random().nextBoolean());
    int[] expected = IntStream.concat(IntStream.rangeClosed(1, known), IntStream.of(15)).toArray();
    assertArrayEquals(expected, Arrays.copyOf(update.chosen(), count));
  }
}

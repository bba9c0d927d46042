package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.RowMatrix;

/** Leaders, balls and leaves: who belongs where. */
public class TestPartition extends LuceneTestCase {

  private final DistanceKernel kernel = DistanceKernel.best();

  public void testLeaderCount() {
    for (int clusterSize : new int[] {33, 34, 100, 513, 10_000, 1_000_000, Integer.MAX_VALUE}) {
      for (int fanout : new int[] {1, 12, 100}) {
        for (int leafSize : new int[] {32, 512, 8192}) {
          int count = Leaders.count(clusterSize, fanout, leafSize);
          assertTrue("leaders: " + count, count >= 2 && count <= clusterSize);
          double meanSize = (double) clusterSize * fanout / count;
          assertTrue("mean: " + meanSize, count == 2 || meanSize <= Math.max(leafSize, fanout));
        }
      }
    }
  }

  /** Compared by cell, almost all of the leaders found are the nearest ones. */
  public void testLeadersByCell() throws IOException {
    int size = 6000;
    RowMatrix matrix = ArrayRows.clusters(random(), size, 12, 40, 2).matrix();
    int[] ords = IntStream.range(0, size).filter(i -> i % 5 != 0).toArray();
    int[] leaders = Leaders.sample(ords, 3000, new SplittableRandom(9));
    int fanout = 8;
    LeaderSearch search = new LeaderSearch(matrix, leaders, fanout, Surroundings.SERIAL);
    int[] nearest = search.nearest(ords, new SplittableRandom(10));
    int[] numbered = search.leaders();
    assertArrayEquals(
        Arrays.stream(leaders).sorted().toArray(), Arrays.stream(numbered).sorted().toArray());
    Leaders direct = new Leaders(matrix, kernel);
    direct.set(numbered);
    int[] exact = new int[nearest.length];
    direct.assign(ords, 0, ords.length, fanout, exact);
    int found = 0;
    for (int i = 0; i < nearest.length; i += fanout) {
      int[] own = Arrays.copyOfRange(nearest, i, i + fanout);
      assertEquals(fanout, Arrays.stream(own).distinct().count());
      int[] best = Arrays.copyOfRange(exact, i, i + fanout);
      found +=
          (int) Arrays.stream(best).filter(b -> Arrays.stream(own).anyMatch(o -> o == b)).count();
    }
    assertTrue("found " + found + " of " + exact.length, found > .95 * exact.length);
  }

  public void testGroups() {
    Groups groups = new Groups(new int[] {2, 0, 0, 2, 2, 1}, 2, 4);
    assertArrayEquals(new int[] {0, 1}, groups.of(0));
    assertArrayEquals(new int[] {2}, groups.of(1));
    assertArrayEquals(new int[] {0, 1, 2}, groups.of(2));
    assertEquals(0, groups.of(3).length);
    int[] things = {7, 8, 9};
    assertArrayEquals(new int[] {7, 8, 9, 7, 8, 9}, groups.sorted(things));
    assertArrayEquals(new int[][] {{7, 8}, {9}, {7, 8, 9}, {}}, groups.of(things));
  }

  public void testSampleIsOfDistinctMembers() throws IOException {
    int[] cluster = IntStream.range(0, 500).map(i -> 7 * i).toArray();
    int[] sample = Leaders.sample(cluster, 100, new SplittableRandom(1));
    assertEquals(100, Arrays.stream(sample).distinct().count());
    assertTrue(Arrays.stream(sample).allMatch(id -> id % 7 == 0 && id < 3500));
    assertArrayEquals(sample, Leaders.sample(cluster, 100, new SplittableRandom(1)));
    int[] all = Leaders.sample(cluster, 500, new SplittableRandom(2));
    assertArrayEquals(cluster, Arrays.stream(all).sorted().toArray());
  }

  public void testAssignsToTheNearestLeaders() throws IOException {
    for (int leaderCount : new int[] {2, 40, 64, 65, 200}) {
      RowMatrix matrix = ArrayRows.gaussian(random(), 300, 10).matrix();
      int[] ids = IntStream.range(0, 300).toArray();
      int[] leaderIds = Leaders.sample(ids, leaderCount, new SplittableRandom(3));
      int fanout = 1 + random().nextInt(Math.min(10, leaderCount));
      Leaders leaders = new Leaders(matrix, kernel);
      leaders.set(leaderIds);
      int[] nearest = new int[300 * fanout];
      leaders.assign(ids, 0, 101, fanout, nearest);
      leaders.assign(ids, 101, 300, fanout, nearest);
      for (int id : ids) {
        double[] distances =
            Arrays.stream(leaderIds)
                .mapToDouble(leader -> matrix.squaredDistance(id, leader, kernel))
                .toArray();
        double[] sorted = distances.clone();
        Arrays.sort(sorted);
        for (int rank = 0; rank < fanout; rank++) {
          double distance = distances[nearest[id * fanout + rank]];
          assertEquals(sorted[rank], distance, 1e-4);
        }
      }
    }
  }

  /** A vector that has no distance to anyone joins different balls all the same. */
  public void testAssignsWithoutDistances() throws IOException {
    ArrayRows rows = ArrayRows.of(300, 10, (ord, i) -> ord % 3 == 0 ? 1e30f * (ord + 1) : ord);
    int[] ids = IntStream.range(0, 300).toArray();
    Leaders leaders = new Leaders(rows.matrix(), kernel);
    leaders.set(new int[] {3, 5, 6, 7, 11, 300 - 3});
    int[] nearest = new int[300 * 5];
    leaders.assign(ids, 0, 300, 5, nearest);
    for (int id : ids) {
      assertEquals(5, Arrays.stream(nearest, id * 5, id * 5 + 5).distinct().count());
    }
    int near = Arrays.stream(nearest, 7 * 5, 7 * 5 + 3).map(i -> 1 << i).sum();
    assertEquals("finite ones first", 1 << 1 | 1 << 3 | 1 << 4, near);
  }

  private static Balls carve(ArrayRows rows, int[] ords, BuildParameters parameters)
      throws IOException {
    return Balls.carve(rows.matrix(), ords, parameters, Surroundings.SERIAL);
  }

  /** Every vector is in as many balls as the fanout says, once in each. */
  public void testBalls() throws IOException {
    for (int round = atLeast(10); round > 0; round--) {
      int size = 100 + random().nextInt(3000);
      int fanout = 1 + random().nextInt(12);
      ArrayRows rows =
          random().nextBoolean()
              ? ArrayRows.gaussian(random(), size, 5)
              : ArrayRows.grid(random(), size, 2, 3);
      int[] ords = IntStream.range(0, size).filter(ord -> ord % 5 != 0).toArray();
      BuildParameters parameters = new BuildParameters(8, 8, 1, fanout, 64, 2, 9);
      Balls balls = carve(rows, ords, parameters);
      assertArrayEquals(ords, Arrays.stream(balls.order()).sorted().toArray());
      int[] memberships = new int[ords.length];
      for (int ball = 0; ball < balls.count(); ball++) {
        int[] members = balls.takeMembers(ball);
        assertEquals(members.length, Arrays.stream(members).distinct().count());
        Arrays.stream(members).forEach(position -> memberships[position]++);
      }
      int expected = Math.min(fanout, balls.count());
      assertTrue(Arrays.stream(memberships).allMatch(count -> count == expected));
    }
  }

  public void testOneBallOfFew() throws IOException {
    ArrayRows rows = ArrayRows.gaussian(random(), 70, 5);
    int[] ords = {3, 5, 64};
    Balls balls = carve(rows, ords, new BuildParameters(8, 8, 1, 4, 64, 2, 9));
    assertEquals(1, balls.count());
    assertArrayEquals(ords, balls.order());
    assertArrayEquals(new int[] {0, 1, 2}, balls.takeMembers(0));
  }

  /** However a ball is divided, each member meets others, and is never its own candidate. */
  public void testLeaves() throws IOException {
    ArrayRows[] kinds = {
      ArrayRows.gaussian(random(), 2000, 6),
      ArrayRows.of(2000, 6, (ord, i) -> 1f), // no leader is nearer than another
      ArrayRows.of(2000, 6, (ord, i) -> ord < 1900 ? 1f : ord),
      ArrayRows.clusters(random(), 2000, 6, 200, 1000),
    };
    for (ArrayRows rows : kinds) {
      RowMatrix matrix = rows.matrix();
      BuildParameters parameters = new BuildParameters(8, 16, 1, 2, 32, 2, 9);
      CandidateLists candidates = new CandidateLists(matrix.size(), parameters.buildListSize());
      int[] ball = IntStream.range(0, 2000).filter(i -> i % 3 != 0).toArray();
      new LeafCarver(matrix, candidates.logs(), parameters, Surroundings.SERIAL)
          .link(ball, new SplittableRandom(5));
      for (int node = 0; node < 2000; node++) {
        long[] keys = candidates.of(node);
        assertEquals(node % 3 != 0, keys.length >= 1);
        for (long key : keys) {
          assertNotEquals(node, Candidates.node(key));
          assertTrue(Candidates.node(key) % 3 != 0);
        }
      }
    }
  }
}

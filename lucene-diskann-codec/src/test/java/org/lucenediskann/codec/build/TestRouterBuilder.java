package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.graph.GraphValidator;
import org.lucenediskann.codec.graph.Router;

/** Samples of samples, each with a sound graph. */
public class TestRouterBuilder extends LuceneTestCase {

  private final Random random = new Random(11);

  private List<Router.Level> levels(int size, long seed) throws IOException {
    ArrayRows rows = ArrayRows.gaussian(random, size, 4);
    return RouterBuilder.build(rows, seed, Surroundings.SERIAL).levels();
  }

  public void testFewVectorsNeedNone() throws IOException {
    assertEquals(List.of(), levels(0, 1));
    assertEquals(List.of(), levels(1, 1));
    assertEquals(List.of(), levels(32 * 16 - 1, 1));
    assertEquals(32, levels(32 * 16, 1).get(0).nodes().length);
    assertEquals(64, levels(64 * 128, 1).get(0).nodes().length);
  }

  public void testEachLevelIsASampleOfTheNext() throws IOException {
    int size = 256 * 8 * 8 * 128 + 5;
    List<Router.Level> levels = levels(size, 1);
    assertEquals(3, levels.size());
    assertEquals(256, levels.get(0).nodes().length);
    assertEquals(256 * 8, levels.get(1).nodes().length);
    assertEquals(256 * 8 * 8, levels.get(2).nodes().length);
    for (Router.Level level : levels) {
      assertSound(level, size);
    }
    for (int node : levels.get(0).nodes()) {
      assertEquals(node, levels.get(1).nodes()[levels.get(1).positionOf(node)]);
    }
  }

  private static void assertSound(Router.Level level, int size) throws IOException {
    assertTrue(GraphValidator.check(level.graph()).isSound());
    int last = -1;
    for (int node : level.nodes()) {
      assertTrue(last < node && node < size);
      last = node;
    }
  }

  public void testSeedDecides() throws IOException {
    ArrayRows rows = ArrayRows.gaussian(random, 10_000, 4);
    int[] nodes = nodes(rows, 5);
    assertArrayEquals(nodes, nodes(rows, 5));
    assertFalse(Arrays.equals(nodes, nodes(rows, 6)));
  }

  /** Clusters that are all equally far apart: the way to the right one is not downhill. */
  public void testMoreNodesWhereDescentsLoseTheirWay() throws IOException {
    ArrayRows rows = ArrayRows.clusters(random, 64_000, 96, 1000, 2);
    Router router = RouterBuilder.build(rows, 1, Surroundings.SERIAL);
    assertEquals(8, router.maxWidth());
    assertEquals(64_000 / 32, router.levels().getLast().nodes().length);
  }

  /** So many clusters that even a denser sample has nothing of some. */
  public void testStillMoreNodesForManyClusters() throws IOException {
    ArrayRows rows = ArrayRows.clusters(random, 12_000, 64, 300, 4);
    Router router = RouterBuilder.build(rows, 1, Surroundings.SERIAL);
    assertEquals(12_000 / 8, router.size());
    assertSame(router, RouterBuilder.build(rows, router, 1, Surroundings.SERIAL));
  }

  /** Where there are few vectors, a few more nodes are a larger share. */
  public void testFewVectorsInClusters() throws IOException {
    ArrayRows rows = ArrayRows.clusters(random, 2000, 96, 60, 6);
    Router router = RouterBuilder.build(rows, 1, Surroundings.SERIAL);
    assertEquals(250, router.size());
    assertEquals(8, router.maxWidth());
  }

  /** A descent cannot arrive in a cluster of which the router has no node. */
  public void testClusterWithoutNodeIsNoticed() throws IOException {
    ArrayRows rows = ArrayRows.clusters(random, 10_000, 32, 15, 40);
    ArrayRows more = new ArrayRows(Arrays.copyOf(rows.vectors(), 10_500), 32);
    for (int ord = 10_000; ord < 10_500; ord++) {
      more.vectors()[ord] = new float[32];
      for (int i = 0; i < 32; i++) {
        more.vectors()[ord][i] = (i % 2 == 0 ? 40 : -40) + (float) random.nextGaussian();
      }
    }
    Router router = RouterBuilder.build(rows, 1, Surroundings.SERIAL);
    assertFalse(isLost(router, rows));
    assertTrue(isLost(router, more));
    assertSame(router, RouterBuilder.build(rows, router, 1, Surroundings.SERIAL));
    Router denser = RouterBuilder.build(more, router, 1, Surroundings.SERIAL);
    assertEquals(8, denser.maxWidth());
    assertSame(denser, RouterBuilder.build(more, denser, 1, Surroundings.SERIAL));
  }

  private static boolean isLost(Router router, ArrayRows rows) throws IOException {
    int[] sample = IntStream.range(0, rows.size() / 32).map(i -> 32 * i + 7).toArray();
    return RouterProbe.isLost(router, rows, sample, Surroundings.SERIAL);
  }

  public void testFewNodesWhereDistancesAreGraded() throws IOException {
    for (int dimension : new int[] {1, 2, 4, 16, 96}) {
      ArrayRows rows = ArrayRows.gaussian(random, 20_000, dimension);
      Router router = RouterBuilder.build(rows, 1, Surroundings.SERIAL);
      assertEquals("dimension " + dimension, 0, router.maxWidth());
      assertEquals(20_000 / 128, router.levels().getLast().nodes().length);
    }
  }

  private static int[] nodes(ArrayRows rows, long seed) throws IOException {
    return RouterBuilder.build(rows, seed, Surroundings.SERIAL).levels().get(0).nodes();
  }
}

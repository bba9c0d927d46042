package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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
    assertEquals(List.of(), levels(32 * 128 - 1, 1));
    assertEquals(1, levels(32 * 128, 1).size());
  }

  public void testEachLevelIsASampleOfTheNext() throws IOException {
    List<Router.Level> levels = levels(32 * 128 * 128, 1);
    assertEquals(2, levels.size());
    assertEquals(32, levels.get(0).nodes().length);
    assertEquals(32 * 128, levels.get(1).nodes().length);
    for (Router.Level level : levels) {
      assertSound(level, 32 * 128 * 128);
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

  private static int[] nodes(ArrayRows rows, long seed) throws IOException {
    return RouterBuilder.build(rows, seed, Surroundings.SERIAL).levels().get(0).nodes();
  }
}

package org.lucenediskann.codec.graph;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.tests.util.LuceneTestCase;

/** A chain of nodes 0 – 1 – 2 … that score what a test says. */
public class TestRouterWalk extends LuceneTestCase {

  private static Router chain(int size, int maxWidth) {
    NeighborLists graph = new NeighborLists(size, 2);
    for (int node = 0; node < size; node++) {
      int[] row = {Math.max(node - 1, 0), Math.min(node + 1, size - 1)};
      graph.set(node, row, 2);
    }
    graph.setEntryPoints(0);
    int[] nodes = new int[size];
    Arrays.setAll(nodes, i -> 10 * i);
    return new Router(List.of(new Router.Level(nodes, graph)), maxWidth);
  }

  private static RouterWalk walk(Router router, float... scores) {
    return new RouterWalk(
        router,
        (nodes, into, count) -> {
          for (int i = 0; i < count; i++) {
            into[i] = scores[nodes[i] / 10];
          }
          return count;
        },
        1);
  }

  public void testFollowsTheBest() throws IOException {
    RouterWalk walk = walk(chain(4, 0), 1, 2, 3, 2.5f);
    assertArrayEquals(new int[] {20}, walk.descend());
    assertEquals(3, walk.bestScore(), 0);
    assertEquals(8.5 / 4, walk.meanScore(), 1e-6);
  }

  public void testNarrowWalkEndsBeforeADip() throws IOException {
    assertArrayEquals(new int[] {10}, walk(chain(4, 0), 1, 2, 1.9f, 9).descend());
  }

  public void testWideWalkCrossesADipWhereNothingStandsOut() throws IOException {
    assertArrayEquals(new int[] {30}, walk(chain(4, 3), 1, 2, 1.9f, 9).descend());
  }

  public void testWideWalkStaysWhereANodeStandsOut() throws IOException {
    assertArrayEquals(new int[] {10}, walk(chain(4, 3), 1, 9, 1.9f, 10).descend());
  }

  public void testEndsWhereNothingMoreIsScored() throws IOException {
    int[] left = {2};
    RouterWalk walk =
        new RouterWalk(
            chain(9, 0),
            (nodes, into, count) -> {
              int scored = Math.min(left[0], count);
              left[0] -= scored;
              Arrays.fill(into, 0, scored, nodes[0]);
              return scored;
            },
            1);
    assertArrayEquals(new int[] {10}, walk.descend());
  }
}

package org.lucenediskann.codec.graph;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.lucene.tests.util.LuceneTestCase;

/** Whatever the edges are, afterwards every node can be reached, and who could be still can. */
public class TestConnectivity extends LuceneTestCase {

  /** Nodes stand on a line, at their own number. */
  private static final NodeDistance LINE = (a, b) -> (float) (a - b) * (a - b);

  private static int repair(NeighborLists graph) throws IOException {
    return repair(graph, LINE);
  }

  private static int repair(NeighborLists graph, NodeDistance distance) throws IOException {
    int before = GraphValidator.validate(graph).unreachableCount();
    int linked = Connectivity.repair(graph, distance, () -> {});
    GraphValidator.check(graph);
    assertTrue(linked <= before);
    assertEquals(before > 0, linked > 0);
    return linked;
  }

  private static int[] neighbors(NeighborLists graph, int node) {
    int[] row = new int[graph.maxDegree()];
    return Arrays.copyOf(row, graph.neighbors(node, row));
  }

  public void testNothingToDo() throws IOException {
    NeighborLists graph = rings(1, 50, 3);
    int[][] before =
        IntStream.range(0, 50).mapToObj(i -> neighbors(graph, i)).toArray(int[][]::new);
    assertEquals(0, repair(graph));
    for (int node = 0; node < 50; node++) {
      assertArrayEquals(before[node], neighbors(graph, node));
    }
    assertEquals(0, Connectivity.repair(new NeighborLists(0, 4), LINE, () -> {}));
  }

  /** Rings side by side; the entry point is in the first. */
  private static NeighborLists rings(int count, int length, int maxDegree) {
    NeighborLists graph = new NeighborLists(count * length, maxDegree);
    for (int node = 0; node < graph.size(); node++) {
      int first = node / length * length;
      graph.set(node, new int[] {first + (node + 1) % length}, length > 1 ? 1 : 0);
    }
    graph.setEntryPoints(0);
    return graph;
  }

  /** One edge for each island. */
  public void testIslands() throws IOException {
    assertEquals(1, repair(rings(2, 20, 4)));
    assertEquals(19, repair(rings(20, 20, 4)));
    assertEquals(499, repair(rings(500, 3, 2)));
  }

  /** With one slot each, the ring's last edge is the only one that can be spared. */
  public void testDegreeOne() throws IOException {
    assertEquals(1, repair(rings(2, 20, 1)));
    assertEquals(99, repair(rings(100, 7, 1)));
    assertEquals(699, repair(rings(700, 1, 1)));
  }

  public void testNoEdgesAtAll() throws IOException {
    assertEquals(1999, repair(rings(2000, 1, 4)));
  }

  /** The edge comes from the nearest node that has room. */
  public void testNearestAdopts() throws IOException {
    NeighborLists graph = new NeighborLists(6, 2);
    graph.set(0, new int[] {1, 2}, 2);
    graph.set(1, new int[] {3}, 1);
    graph.set(3, new int[] {4}, 1);
    graph.setEntryPoints(0);
    assertEquals(1, repair(graph));
    assertArrayEquals(new int[] {5}, neighbors(graph, 4));
  }

  /** Cliques whose lists are all full: an edge must go, and nobody may be lost by it. */
  public void testFullLists() throws IOException {
    for (int maxDegree : new int[] {2, 3, 8}) {
      int count = 30;
      int length = maxDegree + 1;
      NeighborLists graph = new NeighborLists(count * length, maxDegree);
      for (int node = 0; node < graph.size(); node++) {
        int first = node / length * length;
        int self = node;
        int[] others =
            IntStream.range(first, first + length).filter(other -> other != self).toArray();
        graph.set(node, others, maxDegree);
      }
      graph.setEntryPoints(0);
      assertEquals(count - 1, repair(graph));
    }
  }

  /** Every inner node is full with edges that no one can spare; only the far leaves have room. */
  public void testTreesWithoutASpareEdge() throws IOException {
    for (int width : new int[] {1, 2, 4}) {
      int treeSize = 341;
      NeighborLists graph = new NeighborLists(treeSize * 2, width);
      for (int node = 0; node < graph.size(); node++) {
        int first = node / treeSize * treeSize;
        int local = node - first;
        int[] children =
            IntStream.rangeClosed(local * width + 1, local * width + width)
                .filter(child -> child < treeSize)
                .map(child -> first + child)
                .toArray();
        graph.set(node, children, children.length);
      }
      graph.setEntryPoints(0);
      assertEquals(1, repair(graph));
    }
  }

  /**
   * The island is found at a node in its middle: more than one edge may be needed, none is lost.
   */
  public void testIslandsEnteredInTheMiddle() throws IOException {
    NeighborLists graph = new NeighborLists(40, 1);
    for (int node = 39; node > 1; node--) {
      graph.set(node, new int[] {node - 1}, 1);
    }
    graph.setEntryPoints(0);
    repair(graph);
  }

  public void testRandomGraphs() throws IOException {
    for (int round = atLeast(60); round > 0; round--) {
      int size = 1 + random().nextInt(400);
      NeighborLists graph = new NeighborLists(size, 1 + random().nextInt(6));
      int sparse = random().nextInt(5);
      int reach = 1 + random().nextInt(size);
      for (int node = 0; node < size; node++) {
        int self = node;
        int[] row =
            random()
                .ints(random().nextInt(graph.maxDegree() + 1), 0, reach)
                .map(step -> (self + step) % size)
                .filter(other -> other != self)
                .distinct()
                .toArray();
        graph.set(node, row, random().nextInt(5) < sparse ? 0 : row.length);
      }
      int[] entries = random().ints(1 + random().nextInt(3), 0, size).distinct().toArray();
      graph.setEntryPoints(entries);
      NodeDistance distance = random().nextBoolean() ? LINE : (a, b) -> 0f;
      repair(graph, distance);
    }
  }

  /** Distances that are no numbers do not lead astray. */
  public void testDistancesWithoutAnOrder() throws IOException {
    assertEquals(19, repair(rings(20, 20, 2), (a, b) -> Float.NaN));
    assertEquals(19, repair(rings(20, 20, 2), (a, b) -> Float.intBitsToFloat(0xFFC00000)));
    assertEquals(19, repair(rings(20, 20, 2), (a, b) -> Float.POSITIVE_INFINITY));
  }

  public void testAborted() {
    IOException aborted = new IOException("aborted");
    var e =
        expectThrows(
            IOException.class,
            () ->
                Connectivity.repair(
                    rings(2, 3, 2),
                    LINE,
                    () -> {
                      throw aborted;
                    }));
    assertSame(aborted, e);
  }
}

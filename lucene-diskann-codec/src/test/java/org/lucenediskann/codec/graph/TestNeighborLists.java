package org.lucenediskann.codec.graph;

import java.util.Arrays;
import org.apache.lucene.tests.util.LuceneTestCase;

public class TestNeighborLists extends LuceneTestCase {

  public void testRowsAreReplaced() {
    NeighborLists graph = new NeighborLists(4, 3);
    int[] row = new int[3];
    assertEquals(0, graph.neighbors(2, row));
    graph.set(2, new int[] {3, 1, 0}, 3);
    graph.set(1, new int[] {2, 99}, 1);
    assertArrayEquals(new int[] {3, 1, 0}, neighbors(graph, 2));
    assertArrayEquals(new int[] {2}, neighbors(graph, 1));
    assertEquals(4, graph.edgeCount());
    graph.set(2, new int[] {0}, 1);
    assertArrayEquals(new int[] {0}, neighbors(graph, 2));
    graph.set(2, row, 0);
    assertEquals(0, graph.degree(2));
    assertEquals(1, graph.edgeCount());
    assertEquals(4 * 3 * Integer.BYTES, graph.ramBytesUsed());
  }

  private static int[] neighbors(NeighborLists graph, int node) {
    int[] row = new int[graph.maxDegree()];
    return Arrays.copyOf(row, graph.neighbors(node, row));
  }

  public void testTooManyNeighbors() {
    NeighborLists graph = new NeighborLists(4, 2);
    expectThrows(IndexOutOfBoundsException.class, () -> graph.set(0, new int[] {1, 2, 3}, 3));
  }

  public void testTooLarge() {
    var e = expectThrows(IllegalArgumentException.class, () -> new NeighborLists(100_000_000, 32));
    assertEquals("graph too large for one segment: size=100000000, maxDegree=32", e.getMessage());
  }
}

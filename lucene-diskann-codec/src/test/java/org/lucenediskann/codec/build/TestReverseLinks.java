package org.lucenediskann.codec.build;

import java.util.Arrays;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.graph.NeighborLists;

/** Where there is room, who is led to leads back. */
public class TestReverseLinks extends LuceneTestCase {

  private static int[] row(NeighborLists graph, int node) {
    int[] row = new int[graph.maxDegree()];
    int degree = graph.neighbors(node, row);
    return Arrays.copyOf(row, degree);
  }

  /** Nodes 1 to 4 lead to 0, which has room for two more; 1 is known to others, 2 to 4 are not. */
  public void testThoseNobodyKnowsComeFirst() {
    NeighborLists graph = new NeighborLists(5, 2);
    graph.set(0, new int[] {1}, 1);
    graph.set(1, new int[] {0}, 1);
    graph.set(2, new int[] {0, 1}, 2);
    graph.set(3, new int[] {0}, 1);
    graph.set(4, new int[] {0}, 1);
    graph.setEntryPoints(2, 3, 4);
    NeighborLists linked = ReverseLinks.add(graph, 3);
    assertArrayEquals(new int[] {1, 2, 3}, row(linked, 0));
    assertArrayEquals(new int[] {0, 2}, row(linked, 1));
    assertArrayEquals(new int[] {0, 1}, row(linked, 2));
    assertArrayEquals(new int[] {0}, row(linked, 3));
    assertArrayEquals(new int[] {2, 3, 4}, linked.entryPoints());
    assertArrayEquals(new int[] {1}, row(graph, 0));
  }
}

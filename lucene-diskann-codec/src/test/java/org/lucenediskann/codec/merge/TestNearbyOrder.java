package org.lucenediskann.codec.merge;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.graph.NeighborLists;

/** All nodes, each once, and neighbors near each other. */
public class TestNearbyOrder extends LuceneTestCase {

  public void testIsAPermutation() throws IOException {
    for (int size : new int[] {0, 1, 2, 255, 256, 257, 3000}) {
      NeighborLists graph = new NeighborLists(size, 3);
      for (int node = 0; node < size; node++) {
        int[] row = random().ints(3, 0, size).distinct().toArray();
        graph.set(node, row, random().nextInt(row.length + 1));
      }
      int[] order = NearbyOrder.of(graph, () -> {});
      Arrays.sort(order);
      assertArrayEquals(IntStream.range(0, size).toArray(), order);
    }
  }

  /** A ring whose nodes have shuffled numbers comes out in long arcs. */
  public void testNeighborsComeTogether() throws IOException {
    int size = 10_000;
    int step = 3217; // no common divisor
    NeighborLists ring = new NeighborLists(size, 2);
    for (int node = 0; node < size; node++) {
      ring.set(node, new int[] {(node + step) % size, (node + size - step) % size}, 2);
    }
    int[] order = NearbyOrder.of(ring, () -> {});
    int near = 0;
    int[] place = new int[size]; // of each node on the ring
    for (int i = 0, node = 0; i < size; i++, node = (node + step) % size) {
      place[node] = i;
    }
    for (int i = 1; i < size; i++) {
      int apart = Math.abs(place[order[i]] - place[order[i - 1]]);
      near += Math.min(apart, size - apart) < 600 ? 1 : 0;
    }
    assertTrue(near + " of " + size, near > size * 9 / 10);
  }
}

package org.lucenediskann.codec.search;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.tests.util.LuceneTestCase;

public class TestVisitedNodes extends LuceneTestCase {

  private static final int DENSE = 1000;
  private static final int SPARSE = (1 << 20) + 1;

  /** Also where a node comes twice in one call, and at both ends of the range. */
  public void testEveryNodeIsNewOnce() {
    for (int size : new int[] {1, 63, 64, 65, DENSE, 1 << 20, SPARSE}) {
      VisitedNodes visited = new VisitedNodes(size);
      Set<Integer> seen = new HashSet<>();
      for (int round = 0; round < 50; round++) {
        int[] nodes = random().ints(1 + random().nextInt(40), 0, size).toArray();
        nodes[0] = round % 2 == 0 ? 0 : size - 1;
        int count = 1 + random().nextInt(nodes.length);
        int[] expected = Arrays.stream(nodes, 0, count).filter(seen::add).toArray();
        int[] fresh = new int[nodes.length];
        int added = visited.addAll(nodes, count, fresh);
        assertArrayEquals("size=" + size, expected, Arrays.copyOf(fresh, added));
      }
    }
  }
}

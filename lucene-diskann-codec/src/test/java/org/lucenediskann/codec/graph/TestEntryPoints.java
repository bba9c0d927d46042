package org.lucenediskann.codec.graph;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.tests.util.LuceneTestCase;

public class TestEntryPoints extends LuceneTestCase {

  public void testNoneOfNothing() {
    assertEquals(0, EntryPoints.choose(new int[0], 42).length);
  }

  /** As many as the size asks for, each another one, all of them among the nodes. */
  public void testDistinctNodes() {
    for (int size : new int[] {1, 2, 3, 64, 65, 1000, 1025, 100_000}) {
      int[] nodes = IntStream.range(0, size).map(i -> 3 * i + 1).toArray();
      int[] chosen = EntryPoints.choose(nodes, random().nextLong());
      assertTrue(chosen.length >= 1);
      assertTrue(chosen.length <= size);
      assertEquals(chosen.length, Arrays.stream(chosen).distinct().count());
      for (int node : chosen) {
        assertTrue(Arrays.binarySearch(nodes, node) >= 0);
      }
    }
  }

  public void testSeeded() {
    int[] nodes = IntStream.range(0, 5000).toArray();
    assertArrayEquals(EntryPoints.choose(nodes, 7), EntryPoints.choose(nodes, 7));
    Set<String> choices = new HashSet<>();
    for (int seed = 0; seed < 20; seed++) {
      choices.add(Arrays.toString(EntryPoints.choose(nodes, seed)));
    }
    assertEquals(20, choices.size());
  }
}

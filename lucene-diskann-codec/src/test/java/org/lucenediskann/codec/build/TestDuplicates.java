package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.graph.GraphValidator;
import org.lucenediskann.codec.graph.NeighborLists;

public class TestDuplicates extends LuceneTestCase {

  private static Duplicates find(ArrayRows rows) throws IOException {
    return Duplicates.find(load(rows), Surroundings.SERIAL);
  }

  private static Rows load(ArrayRows rows) throws IOException {
    return Rows.load(rows, new BuildParameters(8, 8, 1, 1, 32, 1, 42), Surroundings.SERIAL);
  }

  public void testFindsTheFirstOfItsEquals() throws IOException {
    for (int round = atLeast(20); round > 0; round--) {
      int size = 1 + random().nextInt(2000);
      ArrayRows rows =
          random().nextBoolean()
              ? ArrayRows.grid(random(), size, 1 + random().nextInt(20), 2)
              : ArrayRows.gaussian(random(), 1 + random().nextInt(size), 5).drawn(random(), size);
      Map<String, Integer> firsts = new HashMap<>();
      int[] firstOf = new int[size];
      for (int ord = 0; ord < size; ord++) {
        firsts.putIfAbsent(Arrays.toString(rows.vectors()[ord]), ord);
        firstOf[ord] = firsts.get(Arrays.toString(rows.vectors()[ord]));
      }
      Duplicates duplicates = find(rows);
      int[] distinct = firsts.values().stream().mapToInt(ord -> ord).sorted().toArray();
      assertArrayEquals(distinct, duplicates.distinctOrds());
      assertEquals(size - distinct.length, duplicates.count());
      int[] rowOf = duplicates.rowOf(distinct);
      for (int ord = 0; ord < size; ord++) {
        assertEquals(firstOf[ord], distinct[rowOf[ord]]);
      }
    }
  }

  public void testZerosOfBothSignsAreEqual() throws IOException {
    ArrayRows rows = ArrayRows.of(8, 3, (ord, i) -> (ord >>> i & 1) == 0 ? 0f : -0f);
    assertEquals(7, find(rows).count());
  }

  /** Rows of few different values, as bytes are, must not fall into few classes. */
  public void testHashTellsRowsApart() throws IOException {
    ArrayRows[] kinds = {
      ArrayRows.of(50_000, 64, (ord, i) -> ord >>> (i % 16) & 1),
      ArrayRows.of(50_000, 16, (ord, i) -> i < 8 ? 0 : (ord >>> (2 * (i - 8)) & 3) - 2),
      ArrayRows.of(50_000, 3, (ord, i) -> ord - i),
      ArrayRows.grid(random(), 50_000, 32, 256),
      ArrayRows.gaussian(random(), 50_000, 4),
    };
    for (ArrayRows rows : kinds) {
      Set<Integer> slots = new HashSet<>();
      for (int hash : load(rows).hashes()) {
        slots.add(hash & 0x3FFFF);
      }
      // 50,000 random numbers below 2^18 are 45,500 different ones
      assertTrue(rows + ": " + slots.size(), slots.size() > 40_000);
    }
  }

  /** Members hang below the first one, in a tree; all of them lead where it leads. */
  public void testTree() throws IOException {
    for (int maxDegree : new int[] {1, 4, 7, 8, 32}) {
      for (int crowd : new int[] {2, 3, 9, 100, 5000}) {
        checkTree(maxDegree, crowd);
      }
    }
  }

  private static void checkTree(int maxDegree, int crowd) throws IOException {
    int others = maxDegree + 1;
    ArrayRows rows = ArrayRows.of(others + crowd, 1, (ord, i) -> Math.min(ord, others));
    NeighborLists graph = new NeighborLists(rows.size(), maxDegree);
    int[] shared = IntStream.range(0, maxDegree).toArray();
    graph.set(others, shared, maxDegree);
    graph.setEntryPoints(others);
    find(rows).attach(graph);
    int width = Math.max(1, maxDegree / 4);
    int[] row = new int[maxDegree];
    int[] depth = new int[rows.size()];
    for (int ord = others; ord < rows.size(); ord++) {
      int degree = graph.neighbors(ord, row);
      int children = (int) Arrays.stream(row, 0, degree).filter(next -> next >= others).count();
      assertTrue("children of " + ord, children <= width);
      assertEquals("full", maxDegree, degree);
      for (int i = 0; i < children; i++) {
        depth[row[i]] = depth[ord] + 1;
      }
      for (int i = children; i < degree; i++) {
        assertEquals("the nearest are shared", i - children, row[i]);
      }
    }
    int deepest = Arrays.stream(depth).max().orElseThrow();
    double bound = width == 1 ? crowd : Math.ceil(Math.log(crowd) / Math.log(width)) + 1;
    assertTrue("depth " + deepest, deepest <= bound);
    int lost = GraphValidator.validate(graph).unreachableCount();
    assertTrue("only some that the first one led to are lost", lost <= others);
  }

  public void testNothingToAttach() throws IOException {
    ArrayRows rows = ArrayRows.gaussian(random(), 10, 3);
    NeighborLists graph = new NeighborLists(10, 4);
    find(rows).attach(graph);
    assertEquals(0, graph.edgeCount());
  }
}

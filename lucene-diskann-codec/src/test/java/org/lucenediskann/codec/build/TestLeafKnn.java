package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.RowMatrix;

public class TestLeafKnn extends LuceneTestCase {

  private final DistanceKernel kernel = DistanceKernel.best();

  /** Random members of a matrix, in any order. */
  private static int[] leaf(int matrixSize, int size) {
    return random().ints(0, matrixSize).distinct().limit(size).toArray();
  }

  private static TreeSet<Long> candidates(CandidateLists candidates, int node) throws IOException {
    TreeSet<Long> set = new TreeSet<>();
    Arrays.stream(candidates.of(node)).forEach(set::add);
    return set;
  }

  /** The k nearest of each member, and it for each of them. */
  private TreeSet<Long>[] expected(RowMatrix matrix, int[] leaf, int k) {
    @SuppressWarnings({"unchecked", "rawtypes"})
    TreeSet<Long>[] expected = new TreeSet[matrix.size()];
    Arrays.setAll(expected, i -> new TreeSet<Long>());
    for (int member : leaf) {
      Arrays.stream(leaf)
          .filter(other -> other != member)
          .mapToLong(other -> Candidates.key((float) distance(matrix, member, other), other))
          .sorted()
          .limit(k)
          .forEach(
              key -> {
                expected[member].add(key);
                int other = Candidates.node(key);
                expected[other].add(Candidates.key(Candidates.distance(key), member));
              });
    }
    return expected;
  }

  private double distance(RowMatrix matrix, int a, int b) {
    return matrix.squaredDistance(a, b, kernel);
  }

  /** Distances differ in their last bits by how they are added up, so only nodes are compared. */
  private static int[] nodes(TreeSet<Long> keys) {
    return keys.stream().mapToInt(Candidates::node).sorted().toArray();
  }

  public void testAgainstAllPairs() throws IOException {
    for (int round = atLeast(15); round > 0; round--) {
      int size = 1 + random().nextInt(95); // more get edges of a sample
      RowMatrix matrix = ArrayRows.gaussian(random(), size, 2 + random().nextInt(30)).matrix();
      int k = 1 + random().nextInt(6);
      int[] leaf = leaf(size, 1 + random().nextInt(size));
      CandidateLists candidates = new CandidateLists(size, 200);
      new LeafKnn(matrix, k, candidates.logs().new Sink(), kernel).link(leaf);
      TreeSet<Long>[] expected = expected(matrix, leaf, k);
      for (int node = 0; node < size; node++) {
        assertArrayEquals(nodes(expected[node]), nodes(candidates(candidates, node)));
      }
    }
  }

  /** Of many members a sample has edges more: two each, the same for any order of calls. */
  public void testSampleOfMany() throws IOException {
    for (int round = atLeast(5); round > 0; round--) {
      int size = 96 + random().nextInt(300);
      RowMatrix matrix = ArrayRows.gaussian(random(), size, 2 + random().nextInt(30)).matrix();
      int[] leaf = leaf(size, size);
      CandidateLists candidates = new CandidateLists(size, 400);
      new LeafKnn(matrix, 3, candidates.logs().new Sink(), kernel).link(leaf);
      TreeSet<Long>[] expected = expected(matrix, leaf, 3);
      Set<Integer> sampled = new HashSet<>();
      for (int node = 0; node < size; node++) {
        Set<Integer> more = new HashSet<>();
        candidates(candidates, node).forEach(key -> more.add(Candidates.node(key)));
        expected[node].forEach(key -> assertTrue(more.remove(Candidates.node(key))));
        sampled.addAll(more);
      }
      long firsts =
          IntStream.range(0, size)
              .filter(i -> sampled.contains(leaf[i]))
              .map(i -> i % 16)
              .distinct()
              .count();
      assertEquals("one of each 16", 1, firsts);
      assertTrue(sampled.size() > size / 32 && sampled.size() <= size / 16 + 1);
    }
  }

  /** With ties there are several right answers: each has the k least distances, both ways. */
  public void testTies() throws IOException {
    for (int round = atLeast(15); round > 0; round--) {
      int size = 20 + random().nextInt(100);
      int k = 1 + random().nextInt(6);
      RowMatrix matrix = ArrayRows.grid(random(), size, 2, 4).matrix();
      int[] leaf = IntStream.range(0, size).toArray();
      CandidateLists candidates = new CandidateLists(size, 200);
      new LeafKnn(matrix, k, candidates.logs().new Sink(), kernel).link(leaf);
      for (int node = 0; node < size; node++) {
        int self = node;
        double[] nearest =
            IntStream.range(0, size)
                .filter(other -> other != self)
                .mapToDouble(other -> distance(matrix, self, other))
                .sorted()
                .limit(k)
                .toArray();
        TreeSet<Long> found = candidates(candidates, node);
        assertTrue(found.size() >= k);
        int i = 0;
        for (long key : found) {
          assertNotEquals(node, Candidates.node(key));
          assertEquals(distance(matrix, node, Candidates.node(key)), Candidates.distance(key), 0);
          if (i < k) {
            assertEquals(nearest[i++], Candidates.distance(key), 0);
          }
          assertTrue(
              "both ways",
              candidates(candidates, Candidates.node(key))
                  .contains(Candidates.key(Candidates.distance(key), node)));
        }
      }
    }
  }

  /** One instance links many leaves; a pair met in two of them is one candidate. */
  public void testLeavesOneAfterTheOther() throws IOException {
    int size = 200;
    RowMatrix matrix = ArrayRows.gaussian(random(), size, 9).matrix();
    CandidateLists candidates = new CandidateLists(size, 400);
    LeafKnn linker = new LeafKnn(matrix, 3, candidates.logs().new Sink(), kernel);
    CandidateLists again = new CandidateLists(size, 400);
    for (int i = 0; i < 10; i++) {
      int[] leaf = leaf(size, 1 + random().nextInt(100));
      linker.link(leaf);
      boolean sampled = leaf.length > 95; // the sample depends on the order
      linker.link(sampled ? leaf : reversed(leaf));
      new LeafKnn(matrix, 3, again.logs().new Sink(), DistanceKernel.scalar()).link(leaf);
    }
    for (int node = 0; node < size; node++) {
      assertEquals(candidates(again, node), candidates(candidates, node));
    }
  }

  private static int[] reversed(int[] leaf) {
    return IntStream.rangeClosed(1, leaf.length).map(i -> leaf[leaf.length - i]).toArray();
  }
}

package org.lucenediskann.codec.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.lucenediskann.codec.graph.Graph;
import org.lucenediskann.codec.graph.NeighborLists;

/** Walks among accepted nodes only, through GraphSearch. The higher the ordinal the better. */
public class TestHopSearch extends LuceneTestCase {

  private static final int SIZE = 40_000;
  private static final int K = 10;

  private int scored; // vectors, for whatever reason

  private final RandomVectorScorer scorer =
      new RandomVectorScorer() {
        @Override
        public float score(int node) {
          scored++;
          return node;
        }

        @Override
        public int maxOrd() {
          return SIZE;
        }
      };

  /** Each node leads 1, 2, 4, ... places up and down: from anywhere to anywhere in few hops. */
  private static NeighborLists ladder() {
    NeighborLists graph = new NeighborLists(SIZE, 30);
    for (int node = 0; node < SIZE; node++) {
      int from = node;
      int[] row =
          IntStream.range(0, 15)
              .flatMap(bit -> IntStream.of(from - (1 << bit), from + (1 << bit)))
              .filter(neighbor -> neighbor >= 0 && neighbor < SIZE)
              .toArray();
      graph.set(node, row, row.length);
    }
    graph.setEntryPoints(0);
    return graph;
  }

  private static FixedBitSet where(IntPredicate accepted) {
    FixedBitSet docs = new FixedBitSet(SIZE);
    IntStream.range(0, SIZE).filter(accepted).forEach(docs::set);
    return docs;
  }

  /** Searches with the limit that Lucene's queries set; the hits must be the best. */
  private Answer search(Graph graph, FixedBitSet accepted) throws IOException {
    int count = accepted.cardinality();
    Collected collector = new Collected(K, count + 1, null);
    AcceptDocs docs =
        AcceptDocs.fromIteratorSupplier(() -> new BitSetIterator(accepted, count), null, SIZE);
    QueryScorers scorers = new QueryScorers(() -> scorer, null);
    scored = 0;
    Answer answer =
        GraphSearch.search(scorers, () -> graph, new SearchEffort(0, 1, true), collector, docs);
    TopDocs hits = collector.topDocs();
    assertEquals(0, collector.handedTwice);
    assertTrue(collector.scores.keySet().stream().allMatch(accepted::get));
    assertEquals(TotalHits.Relation.EQUAL_TO, hits.totalHits.relation());
    int[] found = Arrays.stream(hits.scoreDocs).mapToInt(hit -> hit.doc).toArray();
    assertArrayEquals(best(accepted), found);
    return answer;
  }

  private static int[] best(FixedBitSet accepted) {
    return IntStream.rangeClosed(1, SIZE)
        .map(i -> SIZE - i)
        .filter(accepted::get)
        .limit(K)
        .toArray();
  }

  public void testScoresAcceptedOnly() throws IOException {
    for (int every : new int[] {2, 3, 5}) {
      Answer answer = search(ladder(), where(doc -> doc % every == 1));
      assertEquals(FilterPlan.FILTERED, answer.plan());
      assertTrue("scored " + scored, scored < 1000);
    }
  }

  /** The best of all, and all around it, are not accepted. */
  public void testFarFromTheBest() throws IOException {
    Answer answer = search(ladder(), where(doc -> doc < SIZE / 2));
    assertEquals(FilterPlan.FILTERED, answer.plan());
    assertTrue("scored " + scored, scored < 1000);
  }

  /** Where few are accepted everywhere, nothing is scored but these. */
  public void testTooRareToWalk() throws IOException {
    FixedBitSet accepted = where(doc -> doc % 18 == 1);
    Answer answer = search(ladder(), accepted);
    assertEquals(FilterPlan.EXACT, answer.plan());
    assertEquals(accepted.cardinality(), scored);
  }

  /** Rare, but not around those that are accepted. */
  public void testRareInGroups() throws IOException {
    Answer answer = search(ladder(), where(doc -> doc % 720 < 40));
    assertEquals(FilterPlan.FILTERED, answer.plan());
    assertTrue("scored " + scored, scored < 1000);
  }

  /** Rare, and in so few stretches of the ordinals that a sample tells nothing. */
  public void testRareInOneStretch() throws IOException {
    Answer answer = search(ladder(), where(doc -> doc < 2300));
    assertEquals(FilterPlan.FILTERED, answer.plan());
    assertTrue("scored " + scored, scored < 1000);
  }

  /** A chain that is cut: the walk ends before it has seen enough, and the rest is scanned. */
  public void testScansWhatAWalkDoesNotReach() throws IOException {
    NeighborLists graph = chain();
    graph.setEntryPoints(SIZE - 405);
    Answer answer = search(graph, where(doc -> doc < SIZE - 400 || doc > SIZE - 300));
    assertEquals(FilterPlan.EXACT, answer.plan());
  }

  /** A walk of as many steps as nodes is given up, and nothing is scored twice. */
  public void testGivesUpWhenScanningIsCheaper() throws IOException {
    NeighborLists graph = chain();
    graph.setEntryPoints(0);
    FixedBitSet accepted = where(doc -> doc != SIZE / 2);
    Answer answer = search(graph, accepted);
    assertEquals(FilterPlan.EXACT, answer.plan());
    assertEquals(accepted.cardinality(), scored);
  }

  /** Each node leads to the next two. */
  private static NeighborLists chain() {
    NeighborLists graph = new NeighborLists(SIZE, 2);
    for (int node = 0; node + 2 < SIZE; node++) {
      graph.set(node, new int[] {node + 1, node + 2}, 2);
    }
    return graph;
  }

  /** Rows so short that what is gathered from two of them in turn is more than one and a half. */
  public void testShortRows() throws IOException {
    for (int degree : new int[] {4, 5}) {
      for (int i = 0; i < 20; i++) {
        NeighborLists graph = new NeighborLists(SIZE, degree);
        for (int node = 0; node < SIZE; node++) {
          int at = node;
          int[] row =
              IntStream.generate(() -> Math.floorMod(at + random().nextInt(-9, 10), SIZE))
                  .filter(neighbor -> neighbor != at)
                  .distinct()
                  .limit(degree)
                  .toArray();
          graph.set(node, row, degree);
        }
        graph.setEntryPoints(SIZE / 2);
        FixedBitSet accepted = where(ord -> random().nextInt(3) == 0);
        Collected collector = new Collected(K, Integer.MAX_VALUE, null);
        AcceptDocs docs =
            AcceptDocs.fromIteratorSupplier(
                () -> new BitSetIterator(accepted, accepted.cardinality()), null, SIZE);
        QueryScorers scorers = new QueryScorers(() -> scorer, null);
        GraphSearch.search(scorers, () -> graph, new SearchEffort(0, 1, true), collector, docs);
        assertEquals(K, collector.topDocs().scoreDocs.length);
        assertTrue(collector.scores.keySet().stream().allMatch(accepted::get));
      }
    }
  }
}

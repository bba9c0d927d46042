package org.lucenediskann.codec.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.hnsw.DefaultFlatVectorScorer;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.AbstractKnnCollector;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.lucenediskann.codec.graph.Graph;
import org.lucenediskann.codec.graph.NeighborLists;
import org.lucenediskann.codec.graph.Router;

/** Searches graphs whose right answer is known whatever a builder does. */
public class TestGraphSearch extends LuceneTestCase {

  private static final int SIZE = 1500;
  private static final int DIMENSION = 6;
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  private List<float[]> vectors;
  private float[] query;

  @Override
  public void setUp() throws Exception {
    super.setUp();
    vectors = IntStream.range(0, SIZE).mapToObj(i -> randomVector()).toList();
    query = randomVector();
  }

  private static float[] randomVector() {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = random().nextFloat();
    }
    return vector;
  }

  private RandomVectorScorer scorer() throws IOException {
    return DefaultFlatVectorScorer.INSTANCE.getRandomVectorScorer(
        VectorSimilarityFunction.EUCLIDEAN,
        FloatVectorValues.fromFloats(vectors, DIMENSION),
        query);
  }

  /** Where every node leads to every other a walk sees all, so it must find the best. */
  private static Graph complete(int size) {
    NeighborLists graph = new NeighborLists(size, size - 1);
    int[] row = new int[size - 1];
    for (int node = 0; node < size; node++) {
      int count = 0;
      for (int other = 0; other < size; other++) {
        if (other != node) {
          row[count++] = other;
        }
      }
      graph.set(node, row, count);
    }
    graph.setEntryPoints(size / 2);
    return graph;
  }

  /** Each node leads to the next one of the given order. */
  private static NeighborLists chain(int[] order) {
    NeighborLists graph = new NeighborLists(order.length, 4);
    for (int i = 0; i + 1 < order.length; i++) {
      graph.set(order[i], new int[] {order[i + 1]}, 1);
    }
    graph.setEntryPoints(order[0]);
    return graph;
  }

  /** All ordinals, the worst first. */
  private int[] worstFirst() throws IOException {
    RandomVectorScorer scorer = scorer();
    float[] scores = new float[SIZE];
    for (int ord = 0; ord < SIZE; ord++) {
      scores[ord] = scorer.score(ord);
    }
    return IntStream.range(0, SIZE)
        .boxed()
        .sorted(Comparator.comparing((Integer ord) -> scores[ord]).thenComparing(ord -> -ord))
        .mapToInt(ord -> ord)
        .toArray();
  }

  private int[] best(int k, Bits accepted) throws IOException {
    int[] order = worstFirst();
    List<Integer> best = new ArrayList<>();
    for (int i = order.length - 1; i >= 0 && best.size() < k; i--) {
      if (accepted == null || accepted.get(order[i])) {
        best.add(order[i]);
      }
    }
    return best.stream().mapToInt(ord -> ord).toArray();
  }

  private static int[] docs(TopDocs hits) {
    return Arrays.stream(hits.scoreDocs).mapToInt(hit -> hit.doc).toArray();
  }

  private static AcceptDocs accept(FixedBitSet docs) {
    return docs == null
        ? AcceptDocs.fromLiveDocs(null, SIZE)
        : AcceptDocs.fromIteratorSupplier(
            () -> new BitSetIterator(docs, docs.cardinality()), null, SIZE);
  }

  private void run(Graph graph, KnnCollector collector, AcceptDocs accepted) throws IOException {
    QueryScorers scorers = new QueryScorers(this::scorer, null);
    GraphSearch.search(
        scorers,
        graph == null ? null : () -> graph,
        new SearchEffort(0, 1, true),
        collector,
        accepted);
  }

  private TopDocs search(Graph graph, Collected collector, FixedBitSet accepted)
      throws IOException {
    run(graph, collector, accept(accepted));
    assertEquals("a document was handed over twice", 0, collector.handedTwice);
    return collector.topDocs();
  }

  private void assertScores(TopDocs hits) throws IOException {
    RandomVectorScorer scorer = scorer();
    for (ScoreDoc hit : hits.scoreDocs) {
      assertEquals(scorer.score(hit.doc), hit.score, 0f);
    }
  }

  public void testWalkOfCompleteGraphIsExact() throws IOException {
    for (int k : new int[] {1, 10, 100}) {
      TopDocs hits = search(complete(SIZE), new Collected(k, NO_LIMIT, null), null);
      assertArrayEquals(best(k, null), docs(hits));
      assertScores(hits);
      assertEquals(TotalHits.Relation.EQUAL_TO, hits.totalHits.relation());
    }
  }

  public void testWalkClimbsToTheBest() throws IOException {
    TopDocs hits = search(chain(worstFirst()), new Collected(5, NO_LIMIT, null), null);
    assertArrayEquals(best(5, null), docs(hits));
    assertEquals(SIZE, hits.totalHits.value());
  }

  /** Nodes of a router are nodes of the graph, and not scored again where the walk starts. */
  public void testNodesOfARouterAreScoredOnce() throws IOException {
    int[] order = worstFirst();
    NeighborLists graph = chain(order);
    NeighborLists level = new NeighborLists(2, 1);
    level.set(0, new int[] {1}, 1);
    level.set(1, new int[] {0}, 1);
    level.setEntryPoints(0);
    int[] nodes = {order[0], order[SIZE / 2]};
    Arrays.sort(nodes);
    graph.setRouter(new Router(List.of(new Router.Level(nodes, level)), 0));
    TopDocs hits = search(graph, new Collected(5, NO_LIMIT, null), null);
    assertArrayEquals(best(5, null), docs(hits));
    assertEquals(1 + SIZE - SIZE / 2, hits.totalHits.value());
  }

  public void testSeveralEntryPoints() throws IOException {
    int[] order = worstFirst();
    NeighborLists graph = chain(order);
    graph.setEntryPoints(order[0], order[SIZE - 20], order[SIZE - 1]);
    TopDocs hits = search(graph, new Collected(5, NO_LIMIT, null), null);
    assertArrayEquals(best(5, null), docs(hits));
  }

  public void testExactWithoutGraph() throws IOException {
    for (int k : new int[] {1, 64, SIZE, SIZE + 5}) {
      Collected collector = new Collected(k, NO_LIMIT, null);
      TopDocs hits = search(null, collector, null);
      assertArrayEquals(best(k, null), docs(hits));
      assertScores(hits);
      assertEquals(SIZE, collector.visitedCount());
    }
  }

  public void testExactFilter() throws IOException {
    for (int every : new int[] {1, 3, 64, 700, SIZE + 1}) {
      FixedBitSet accepted = new FixedBitSet(SIZE);
      for (int doc = every - 1; doc < SIZE; doc += every) {
        accepted.set(doc);
      }
      Collected collector = new Collected(20, NO_LIMIT, null);
      assertArrayEquals(best(20, accepted), docs(search(null, collector, accepted)));
      assertEquals(accepted.cardinality(), collector.visitedCount());
    }
  }

  public void testVisitLimitIsNeverPassed() throws IOException {
    Graph graph = complete(SIZE);
    for (int limit : new int[] {0, 1, 63, 64, 65, 1000}) {
      for (Graph way : new Graph[] {graph, null}) {
        Collected collector = new Collected(10, limit, null);
        TopDocs hits = search(way, collector, null);
        assertTrue(collector.visitedCount() <= limit);
        assertEquals(limit, collector.visitedCount());
        assertEquals(Math.min(10, limit), hits.scoreDocs.length);
        assertEquals(TotalHits.Relation.GREATER_THAN_OR_EQUAL_TO, hits.totalHits.relation());
      }
    }
  }

  public void testStopsWhenTheCollectorHasEnough() throws IOException {
    for (Graph way : new Graph[] {chain(worstFirst()), null}) {
      Collected collector =
          new Collected(10, NO_LIMIT, null) {
            @Override
            public boolean earlyTerminated() {
              return visitedCount() >= 100;
            }
          };
      search(way, collector, null);
      assertTrue("visited " + collector.visitedCount(), collector.visitedCount() < 200);
    }
  }

  /** Time may run out inside a first block: what was asked for before is scored, nothing else. */
  public void testTimeIsLookedAtBeforeEveryVector() throws IOException {
    for (Graph way : new Graph[] {complete(SIZE), null}) {
      for (int limit : new int[] {0, 1, 5, ExactScan.BLOCK}) {
        int[] asked = {0};
        Collected collector =
            new Collected(10, NO_LIMIT, null) {
              @Override
              public boolean earlyTerminated() {
                return ++asked[0] > limit;
              }
            };
        search(way, collector, null);
        assertTrue("visited " + collector.visitedCount(), collector.visitedCount() <= limit);
        assertTrue("visited " + collector.visitedCount(), collector.visitedCount() >= limit - 3);
      }
    }
  }

  /** A scan asks before each further block, once. */
  public void testTimeIsLookedAtBeforeEveryBlock() throws IOException {
    int[] asked = {0};
    Collected collector =
        new Collected(10, NO_LIMIT, null) {
          @Override
          public boolean earlyTerminated() {
            return ++asked[0] > ExactScan.BLOCK + 2;
          }
        };
    search(null, collector, null);
    assertEquals(3 * ExactScan.BLOCK, collector.visitedCount());
  }

  /** Two documents near the query, all others equally far: a walk would not leave the circle. */
  public void testOneBlockIsNeverWalked() throws IOException {
    vectors = new ArrayList<>(vectors.subList(0, ExactScan.BLOCK));
    Graph nowhere = chain(new int[ExactScan.BLOCK]);
    Collected collector = new Collected(3, NO_LIMIT, null);
    run(nowhere, collector, AcceptDocs.fromLiveDocs(null, ExactScan.BLOCK));
    assertEquals(ExactScan.BLOCK, collector.visitedCount());
  }

  public void testNothingWantedOrNothingThere() throws IOException {
    Collected none = new Collected(1, NO_LIMIT, null);
    FixedBitSet nothing = new FixedBitSet(SIZE);
    assertEquals(0, search(complete(SIZE), none, nothing).scoreDocs.length);
    vectors = List.of();
    run(null, none, AcceptDocs.fromLiveDocs(null, 0));
    assertEquals(0, none.topDocs().scoreDocs.length);
  }

  private static KnnSearchStrategy.Seeded seeded(KnnSearchStrategy original, int... ords) {
    FixedBitSet set = new FixedBitSet(SIZE);
    for (int ord : ords) {
      set.set(ord);
    }
    DocIdSetIterator iterator = new BitSetIterator(set, ords.length);
    return new KnnSearchStrategy.Seeded(iterator, ords.length, original);
  }

  /** The walk goes from the better seed to the end; from the worse one there is nothing to gain. */
  public void testSeedsReplaceEntryPoints() throws IOException {
    int[] order = worstFirst();
    KnnSearchStrategy strategy =
        seeded(KnnSearchStrategy.Hnsw.DEFAULT, order[SIZE - 40], order[SIZE - 30]);
    Collected collector = new Collected(5, NO_LIMIT, strategy);
    assertArrayEquals(best(5, null), docs(search(chain(order), collector, null)));
    assertEquals(31, collector.visitedCount());
  }

  /** From the last but one of a chain there are two nodes to be had. */
  public void testSeedsThatDoNotLeadToEnough() throws IOException {
    int[] order = worstFirst();
    KnnSearchStrategy strategy = seeded(KnnSearchStrategy.Hnsw.DEFAULT, order[SIZE - 2]);
    Collected collector = new Collected(5, NO_LIMIT, strategy);
    assertArrayEquals(best(5, null), docs(search(chain(order), collector, null)));
  }

  public void testSeedsThatAreNone() throws IOException {
    KnnSearchStrategy none = seeded(KnnSearchStrategy.Hnsw.DEFAULT);
    Collected collector = new Collected(5, NO_LIMIT, none);
    assertArrayEquals(best(5, null), docs(search(chain(worstFirst()), collector, null)));
    KnnSearchStrategy.Seeded tooFew =
        new KnnSearchStrategy.Seeded(DocIdSetIterator.all(1), 2, KnnSearchStrategy.Hnsw.DEFAULT);
    expectThrows(
        IllegalArgumentException.class,
        () -> search(complete(SIZE), new Collected(5, NO_LIMIT, tooFew), null));
  }

  /** Counts what a strategy like Patience is told. */
  private static final class Watching extends KnnSearchStrategy.Hnsw {
    int blocks;

    Watching() {
      super(0);
    }

    @Override
    public void nextVectorsBlock() {
      blocks++;
    }
  }

  public void testEveryExpandedNodeIsSignalled() throws IOException {
    Watching direct = new Watching();
    search(chain(worstFirst()), new Collected(5, NO_LIMIT, direct), null);
    assertEquals(SIZE, direct.blocks);
    Watching wrapped = new Watching();
    int last = worstFirst()[SIZE - 6];
    search(chain(worstFirst()), new Collected(5, NO_LIMIT, seeded(wrapped, last)), null);
    assertEquals(6, wrapped.blocks);
  }

  /** With equal scores everywhere a walk must end, not go through all ties. */
  public void testTiesEndTheWalk() throws IOException {
    float[] same = randomVector();
    vectors = IntStream.range(0, SIZE).mapToObj(i -> same).toList();
    Collected collector = new Collected(5, NO_LIMIT, null);
    TopDocs hits = search(chain(IntStream.range(0, SIZE).toArray()), collector, null);
    assertEquals(5, hits.scoreDocs.length);
    assertTrue("visited " + collector.visitedCount(), collector.visitedCount() < 20);
  }

  /** Collects everything above a threshold: k is 1, and the bound follows what is below it. */
  private static class AboveThreshold extends AbstractKnnCollector {
    final List<ScoreDoc> hits = new ArrayList<>();
    private final float threshold;
    private float bound = -Float.MAX_VALUE;

    AboveThreshold(float threshold) {
      this(threshold, NO_LIMIT);
    }

    AboveThreshold(float threshold, int visitLimit) {
      super(1, visitLimit, null);
      this.threshold = threshold;
    }

    @Override
    public boolean collect(int doc, float score) {
      if (score >= threshold) {
        hits.add(new ScoreDoc(doc, score));
        return false;
      }
      bound = score + (bound - score) * 0.5f;
      return true;
    }

    @Override
    public float minCompetitiveSimilarity() {
      return bound;
    }

    @Override
    public int numCollected() {
      return hits.size();
    }

    @Override
    public TopDocs topDocs() {
      hits.sort(Comparator.comparing((ScoreDoc hit) -> -hit.score).thenComparing(hit -> hit.doc));
      return new TopDocs(
          new TotalHits(visitedCount(), TotalHits.Relation.EQUAL_TO),
          hits.toArray(ScoreDoc[]::new));
    }
  }

  public void testEverythingAboveThreshold() throws IOException {
    int[] order = worstFirst();
    int above = 300;
    float threshold = scorer().score(order[SIZE - above]);
    for (Graph way : new Graph[] {complete(SIZE), chain(order), null}) {
      AboveThreshold collector = new AboveThreshold(threshold);
      run(way, collector, AcceptDocs.fromLiveDocs(null, SIZE));
      assertArrayEquals(best(above, null), docs(collector.topDocs()));
      assertScores(collector.topDocs());
    }
  }

  /** Lucene's query scans again what its limit seems to have cut short: as many as it accepts. */
  public void testScanOfAllThatMayBeVisitedIsNotCutShort() throws IOException {
    float threshold = scorer().score(worstFirst()[SIZE / 2]);
    for (int size : new int[] {2, ExactScan.BLOCK, ExactScan.BLOCK + 1, SIZE}) {
      FixedBitSet accepted = new FixedBitSet(SIZE);
      accepted.set(0, size);
      for (int limit : new int[] {size - 1, size, size + 1}) {
        AboveThreshold collector = new AboveThreshold(threshold, limit);
        run(null, collector, accept(accepted));
        assertEquals(limit < size, collector.earlyTerminated());
        assertEquals(Math.min(limit, size - (limit == size ? 1 : 0)), collector.visitedCount());
        AboveThreshold unlimited = new AboveThreshold(threshold);
        run(null, unlimited, accept(accepted));
        assertTrue(limit < size || collector.numCollected() == unlimited.numCollected());
      }
    }
  }

  /** Nor is a walk that was given up, and completed by a scan. */
  public void testWalkGivenUpIsNotCutShort() throws IOException {
    FixedBitSet accepted = new FixedBitSet(SIZE);
    accepted.set(1, SIZE);
    float threshold = scorer().score(worstFirst()[0]); // all are above
    AboveThreshold collector = new AboveThreshold(threshold, SIZE - 1);
    run(chain(worstFirst()), collector, accept(accepted));
    assertFalse(collector.earlyTerminated());
    assertEquals(SIZE - 1, collector.numCollected());
  }

  /** Equal documents whose score is the threshold itself are hits, in whatever block they are. */
  public void testScanFindsWhatScoresTheThreshold() throws IOException {
    float[] same = randomVector();
    vectors = IntStream.range(0, SIZE).mapToObj(i -> same).toList();
    float threshold = scorer().score(0);
    AboveThreshold collector =
        new AboveThreshold(threshold) {
          @Override
          public float minCompetitiveSimilarity() {
            return numCollected() == 0 ? -Float.MAX_VALUE : threshold;
          }
        };
    run(null, collector, AcceptDocs.fromLiveDocs(null, SIZE));
    assertEquals(SIZE, collector.numCollected());
  }

  /** A walk that sees only worse and worse nodes gives up. */
  public void testThresholdWalkEndsWhenItGoesAway() throws IOException {
    int[] order = worstFirst();
    for (int i = 0; i < SIZE / 2; i++) {
      int swap = order[i];
      order[i] = order[SIZE - 1 - i];
      order[SIZE - 1 - i] = swap;
    }
    float threshold = scorer().score(order[9]);
    AboveThreshold collector = new AboveThreshold(threshold);
    run(chain(order), collector, AcceptDocs.fromLiveDocs(null, SIZE));
    assertEquals(10, collector.numCollected());
    assertTrue("visited " + collector.visitedCount(), collector.visitedCount() < SIZE / 2);
  }
}

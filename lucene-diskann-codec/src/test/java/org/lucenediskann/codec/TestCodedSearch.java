package org.lucenediskann.codec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.apache.lucene.codecs.lucene104.Lucene104ScalarQuantizedVectorsReader;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.FloatVectorSimilarityQuery;
import org.apache.lucene.search.HnswQueueSaturationCollector;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.VectorUtil;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues;
import org.lucenediskann.codec.search.CodeScorer;

/** Searches along codes in one segment, against the vectors themselves. */
public class TestCodedSearch extends LuceneTestCase {

  private static final int[] BITS = {1, 2, 4, 7, 8};
  private static final int SIZE = 2000;
  private static final int DIMENSION = 64;
  private static final int CLUSTERS = 15;
  private static final int QUERIES = 30;
  private static final int K = 10;

  private List<float[]> vectors;
  private List<float[]> queries;

  private interface Check {
    void run(LeafReader segment, VectorSimilarityFunction similarity) throws IOException;
  }

  @Override
  public void setUp() throws Exception {
    super.setUp();
    List<float[]> centers = new ArrayList<>();
    for (int i = 0; i < CLUSTERS; i++) {
      centers.add(around(new float[DIMENSION], 1));
    }
    vectors = new ArrayList<>();
    for (int i = 0; i < SIZE + QUERIES; i++) {
      vectors.add(unit(around(centers.get(random().nextInt(CLUSTERS)), 0.8f)));
    }
    queries = vectors.subList(SIZE, SIZE + QUERIES);
  }

  private static float[] around(float[] center, float deviation) {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = center[i] + deviation * (float) random().nextGaussian();
    }
    return vector;
  }

  private static float[] unit(float[] vector) {
    return VectorUtil.l2normalize(vector);
  }

  private static DiskAnnParameters parameters(int bits) {
    return DiskAnnParameters.defaults().withDeferral(Deferral.never()).withBits(bits);
  }

  private static DiskAnnParameters deferred(int bits) {
    return parameters(bits).withDeferral(Deferral.vectors(Integer.MAX_VALUE));
  }

  private void withSegment(
      DiskAnnParameters parameters, VectorSimilarityFunction similarity, Check check)
      throws IOException {
    IndexWriterConfig config =
        new IndexWriterConfig().setCodec(new DiskAnnCodec(parameters)).setRAMBufferSizeMB(100);
    try (Directory directory = new ByteBuffersDirectory();
        IndexWriter writer = new IndexWriter(directory, config)) {
      for (float[] vector : vectors.subList(0, SIZE)) {
        Document document = new Document();
        document.add(new KnnFloatVectorField("f", vector, similarity));
        writer.addDocument(document);
      }
      try (DirectoryReader reader = DirectoryReader.open(writer)) {
        check.run(getOnlyLeafReader(reader), similarity);
      }
    }
  }

  /** With and without a graph for any number of bits, each with some similarity. */
  private void forAll(Check check) throws IOException {
    for (int bits : BITS) {
      withSegment(parameters(bits), randomSimilarity(), check);
      withSegment(deferred(bits), randomSimilarity(), check);
    }
  }

  private static VectorSimilarityFunction randomSimilarity() {
    VectorSimilarityFunction[] all = VectorSimilarityFunction.values();
    return all[random().nextInt(all.length)];
  }

  /** Keeps every hit handed over. */
  private static final class Collected extends KnnCollector.Decorator {
    final Map<Integer, Float> scores = new HashMap<>();

    Collected(int k, int visitLimit, KnnSearchStrategy strategy) {
      super(new TopKnnCollector(k, visitLimit, strategy));
    }

    @Override
    public boolean collect(int doc, float score) {
      assertNull("document " + doc + " twice", scores.put(doc, score));
      return super.collect(doc, score);
    }
  }

  private static Collected search(
      LeafReader segment, float[] query, int k, KnnSearchStrategy strategy) throws IOException {
    Collected collector = new Collected(k, Integer.MAX_VALUE, strategy);
    search(segment, query, collector);
    return collector;
  }

  private static void search(LeafReader segment, float[] query, KnnCollector collector)
      throws IOException {
    segment.searchNearestVectors("f", query, collector, AcceptDocs.fromLiveDocs(null, SIZE));
  }

  private void assertExact(
      Collected collector, float[] query, VectorSimilarityFunction similarity) {
    collector.scores.forEach(
        (doc, score) -> {
          float exact = similarity.compare(query, vectors.get(doc));
          assertEquals(exact, score, 1e-5f * Math.abs(exact));
        });
  }

  public void testScoresAreExactAndEachDocumentComesOnce() throws IOException {
    forAll(
        (segment, similarity) -> {
          for (float[] query : queries) {
            for (int k : new int[] {1, 7, 100, SIZE, SIZE + 1}) {
              Collected collector = search(segment, query, k, null);
              assertEquals(Math.min(k, SIZE), collector.topDocs().scoreDocs.length);
              assertExact(collector, query, similarity);
            }
          }
        });
  }

  private Set<Integer> truth(float[] query, VectorSimilarityFunction similarity) {
    Integer[] docs = new Integer[SIZE];
    Arrays.setAll(docs, doc -> doc);
    Arrays.sort(
        docs,
        (a, b) ->
            Float.compare(
                similarity.compare(query, vectors.get(b)),
                similarity.compare(query, vectors.get(a))));
    return new HashSet<>(Arrays.asList(docs).subList(0, K));
  }

  private double recall(
      LeafReader segment, VectorSimilarityFunction similarity, KnnSearchStrategy strategy)
      throws IOException {
    int found = 0;
    for (float[] query : queries) {
      Set<Integer> truth = truth(query, similarity);
      for (ScoreDoc hit : search(segment, query, K, strategy).topDocs().scoreDocs) {
        found += truth.contains(hit.doc) ? 1 : 0;
      }
    }
    return (double) found / (K * queries.size());
  }

  /** What is lost to codes is small where the list, and what is reranked of it, is long enough. */
  public void testRecallBesideThatOfFloats() throws IOException {
    for (VectorSimilarityFunction similarity : VectorSimilarityFunction.values()) {
      double[] floats = new double[2];
      withSegment(
          parameters(0),
          similarity,
          (segment, s) -> {
            floats[0] = recall(segment, s, DiskAnnSearchStrategy.defaults().withSearchListSize(50));
            floats[1] =
                recall(segment, s, DiskAnnSearchStrategy.defaults().withSearchListSize(200));
          });
      assertTrue("floats " + floats[1], floats[1] > 0.97);
      for (int bits : BITS) {
        for (DiskAnnParameters parameters : List.of(parameters(bits), deferred(bits))) {
          withSegment(
              parameters,
              similarity,
              (segment, s) -> {
                assertNear(
                    floats[0],
                    recall(segment, s, strategy(50, 5)),
                    parameters.bits() <= 2 ? 0.2 / parameters.bits() : 0.05);
                assertNear(floats[1], recall(segment, s, strategy(200, 20)), 0.02);
              });
        }
      }
    }
  }

  private static KnnSearchStrategy strategy(int listSize, int oversample) {
    return DiskAnnSearchStrategy.defaults().withSearchListSize(listSize).withOversample(oversample);
  }

  private static void assertNear(double floats, double coded, double loss) {
    assertTrue(coded + " along codes, " + floats + " along floats", coded >= floats - loss);
  }

  /** All hits above a threshold are those a walk along the vectors finds. */
  public void testThresholdQueries() throws IOException {
    for (VectorSimilarityFunction similarity : VectorSimilarityFunction.values()) {
      List<Set<Integer>> floats = new ArrayList<>();
      withSegment(parameters(0), similarity, (segment, s) -> floats.addAll(above(segment, s)));
      assertTrue(floats.stream().anyMatch(hits -> hits.size() > 20));
      for (int bits : BITS) {
        withSegment(
            parameters(bits), similarity, (segment, s) -> assertEquals(floats, above(segment, s)));
      }
    }
  }

  private List<Set<Integer>> above(LeafReader segment, VectorSimilarityFunction similarity)
      throws IOException {
    IndexSearcher searcher = new IndexSearcher(segment);
    List<Set<Integer>> found = new ArrayList<>();
    for (float[] query : queries) {
      float threshold =
          similarity.compare(query, vectors.get(truth(query, similarity).iterator().next()));
      TopDocs hits =
          searcher.search(new FloatVectorSimilarityQuery("f", query, threshold * 0.95f), SIZE);
      Set<Integer> all = new HashSet<>();
      for (ScoreDoc hit : hits.scoreDocs) {
        assertEquals(similarity.compare(query, vectors.get(hit.doc)), hit.score, 1e-5f * hit.score);
        assertTrue(hit.score >= threshold * 0.95f);
        assertTrue("document " + hit.doc + " twice", all.add(hit.doc));
      }
      found.add(all);
    }
    return found;
  }

  /** A longer list finds more; how much is reranked decides what the best of it are. */
  public void testStrategyRules() throws IOException {
    withSegment(
        parameters(1).withOversample(2),
        VectorSimilarityFunction.DOT_PRODUCT,
        (segment, similarity) -> {
          double stored = recall(segment, similarity, null);
          double none = recall(segment, similarity, strategy(0, 1));
          double more = recall(segment, similarity, strategy(0, 10));
          double longer = recall(segment, similarity, strategy(400, 40));
          assertTrue(none + " < " + stored, none < stored);
          assertTrue(stored + " < " + more, stored < more);
          assertTrue(more + " <= " + longer, more <= longer);
          assertEquals(stored, recall(segment, similarity, strategy(0, 2)), 0);
          Collected few = search(segment, queries.get(0), K, strategy(200, 3));
          assertEquals(3 * K, few.scores.size());
          assertTrue("visited " + few.visitedCount(), few.visitedCount() > 200);
        });
  }

  /** Without reranking scores are those of the codes. */
  public void testWithoutRerank() throws IOException {
    KnnSearchStrategy without = DiskAnnSearchStrategy.defaults().withRerank(false);
    forAll(
        (segment, similarity) -> {
          float[] query = queries.get(1);
          CodeScorer scorer = scorer(segment, similarity, query);
          int exact = 0;
          for (ScoreDoc hit : search(segment, query, 50, without).topDocs().scoreDocs) {
            assertEquals(scorer.score(hit.doc), hit.score, 0f);
            exact += hit.score == similarity.compare(query, vectors.get(hit.doc)) ? 1 : 0;
          }
          assertTrue("exact by chance: " + exact, exact < 25);
        });
  }

  private static CodeScorer scorer(
      LeafReader segment, VectorSimilarityFunction similarity, float[] query) throws IOException {
    return new CodeScorer(lucenesReader(segment).getQuantizedVectorValues("f"), similarity, query);
  }

  private static Lucene104ScalarQuantizedVectorsReader lucenesReader(LeafReader segment) {
    DiskAnnVectorsReader reader = (DiskAnnVectorsReader) Segments.vectorsReader(segment, "f");
    return (Lucene104ScalarQuantizedVectorsReader) reader.withCodes("f");
  }

  /**
   * As Lucene's own scorer computes them with 1 and 2 bits; with more, from the query as it is,
   * which Lucene's rounds. Queries have length 1, which Lucene's takes for granted here.
   */
  public void testScores() throws IOException {
    forAll(
        (segment, similarity) -> {
          var codes = lucenesReader(segment);
          var values = codes.getQuantizedVectorValues("f");
          float[] query = queries.get(2);
          RandomVectorScorer lucene = codes.getRandomVectorScorer("f", query);
          boolean rounded = values.getScalarEncoding().isAsymmetric();
          CodeScorer ours = scorer(segment, similarity, query);
          int[] ords = random().ints(75, 0, SIZE).toArray();
          float[] scores = new float[75];
          float best = ours.bulkScore(ords, scores, 75);
          float max = Float.NEGATIVE_INFINITY;
          for (int i = 0; i < 75; i++) {
            float expected =
                rounded ? lucene.score(ords[i]) : score(values, similarity, query, ords[i]);
            assertEquals(expected, scores[i], 1e-4f * Math.abs(expected));
            assertEquals(scores[i], ours.score(ords[i]), 0f);
            max = Math.max(max, scores[i]);
          }
          assertEquals(max, best, 0f);
        });
  }

  /** Of a query and the vector a code stands for; of the latter the true length is known. */
  private static float score(
      QuantizedByteVectorValues values, VectorSimilarityFunction similarity, float[] query, int ord)
      throws IOException {
    byte[] code = values.vectorValue(ord);
    var terms = values.getCorrectiveTerms(ord);
    int levels = (1 << values.getScalarEncoding().getBits()) - 1;
    double step = (terms.upperInterval() - terms.lowerInterval()) / (double) levels;
    double product = 0;
    double squares = 0;
    double offset = 0;
    for (int i = 0; i < query.length; i++) {
      double centered = query[i] - values.getCentroid()[i];
      product += centered * (terms.lowerInterval() + step * element(code, i, query.length));
      squares += centered * centered;
      offset += query[i] * values.getCentroid()[i];
    }
    double correction = terms.additionalCorrection();
    if (similarity == VectorSimilarityFunction.EUCLIDEAN) {
      return (float) (1 / (1 + Math.max(0, squares + correction - 2 * product)));
    }
    float whole = (float) (product + offset + correction - values.getCentroidDP());
    return similarity == VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT
        ? VectorUtil.scaleMaxInnerProductScore(whole)
        : (1 + whole) / 2;
  }

  /** A byte holds one element, or one of the first half and one of the second. */
  private static int element(byte[] code, int i, int dimension) {
    if (code.length == dimension) {
      return code[i] & 0xFF;
    }
    return i < code.length ? (code[i] & 0xFF) >>> 4 : code[i - code.length] & 15;
  }

  /** What a limit of visits leaves is reranked, and says that it is not all. */
  public void testVisitLimit() throws IOException {
    forAll(
        (segment, similarity) -> {
          for (int limit : new int[] {0, 1, 9, 70}) {
            Collected collector = new Collected(K, limit, null);
            search(segment, queries.get(3), collector);
            assertEquals(limit, collector.visitedCount());
            TopDocs hits = collector.topDocs();
            assertTrue(hits.scoreDocs.length <= limit); // the router takes visits as well
            assertEquals(TotalHits.Relation.GREATER_THAN_OR_EQUAL_TO, hits.totalHits.relation());
            assertExact(collector, queries.get(3), similarity);
          }
        });
  }

  /** A query that gives up when nothing better comes sees what the list takes in. */
  public void testPatience() throws IOException {
    withSegment(
        parameters(4),
        VectorSimilarityFunction.EUCLIDEAN,
        (segment, similarity) -> {
          float[] query = queries.get(0);
          Collected steady = search(segment, query, 20, KnnSearchStrategy.Hnsw.DEFAULT);
          KnnCollector patient =
              new HnswQueueSaturationCollector(
                  new TopKnnCollector(20, Integer.MAX_VALUE, KnnSearchStrategy.Hnsw.DEFAULT),
                  0.995,
                  7);
          search(segment, query, patient);
          assertEquals(20, patient.topDocs().scoreDocs.length);
          assertTrue(
              patient.visitedCount() + " of " + steady.visitedCount(),
              patient.visitedCount() < steady.visitedCount());
        });
  }

  /** A walk from the query's own seeds does not see the entry points. */
  public void testSeeds() throws IOException {
    withSegment(
        parameters(1),
        VectorSimilarityFunction.EUCLIDEAN,
        (segment, similarity) -> {
          float[] query = queries.get(0);
          ScoreDoc[] best = search(segment, query, 50, null).topDocs().scoreDocs;
          FixedBitSet seeds = new FixedBitSet(SIZE);
          for (ScoreDoc hit : best) {
            seeds.set(hit.doc); // every document has a vector: ordinals are document ids
          }
          KnnSearchStrategy seeded =
              new KnnSearchStrategy.Seeded(
                  new BitSetIterator(seeds, best.length), best.length, strategy(0, 2));
          Collected collector = search(segment, query, K, seeded);
          assertExact(collector, query, similarity);
          assertEquals(K, collector.topDocs().scoreDocs.length);
          float tenth = best[K - 1].score;
          for (ScoreDoc hit : collector.topDocs().scoreDocs) {
            assertTrue(hit.score + " from seeds that reach " + tenth, hit.score >= 0.8f * tenth);
          }
        });
  }

  /** A document counts once, when its code is scored: a scan visits what it may find. */
  public void testRerankingIsNotVisiting() throws IOException {
    withSegment(
        deferred(2),
        VectorSimilarityFunction.EUCLIDEAN,
        (segment, similarity) ->
            assertEquals(SIZE, search(segment, queries.get(4), K, null).visitedCount()));
  }

  public void testFilters() throws IOException {
    forAll(
        (segment, similarity) -> {
          for (int every : new int[] {2, 10, 150}) {
            FixedBitSet accepted = accepted(doc -> doc % every);
            Collected collector = new Collected(K, Integer.MAX_VALUE, null);
            AcceptDocs accept =
                AcceptDocs.fromIteratorSupplier(
                    () -> new BitSetIterator(accepted, accepted.cardinality()), null, SIZE);
            segment.searchNearestVectors("f", queries.get(5), collector, accept);
            assertEquals(K, collector.topDocs().scoreDocs.length);
            assertExact(collector, queries.get(5), similarity);
            collector.scores.keySet().forEach(doc -> assertEquals(0, doc % every));
          }
        });
  }

  private static FixedBitSet accepted(IntUnaryOperator remainder) {
    FixedBitSet accepted = new FixedBitSet(SIZE);
    for (int doc = 0; doc < SIZE; doc++) {
      if (remainder.applyAsInt(doc) == 0) {
        accepted.set(doc);
      }
    }
    return accepted;
  }

  /** Keeps the best of each group; the list is all one group. */
  private static final class BestOfGroup extends KnnCollector.Decorator {
    final Map<Integer, Float> best = new HashMap<>();
    private final Set<Integer> seen = new HashSet<>();
    private final int groupSize;

    BestOfGroup(int groups, int groupSize) {
      super(new TopKnnCollector(groups, Integer.MAX_VALUE));
      this.groupSize = groupSize;
    }

    @Override
    public boolean collect(int doc, float score) {
      assertTrue("document " + doc + " twice", seen.add(doc));
      best.merge(doc / groupSize, score, Math::max);
      return true;
    }

    @Override
    public float minCompetitiveSimilarity() {
      return best.size() < k()
          ? Float.NEGATIVE_INFINITY
          : best.values().stream().sorted((a, b) -> Float.compare(b, a)).toList().get(k() - 1);
    }
  }

  public void testCollectorOfGroupsGetsEnough() throws IOException {
    vectors = new ArrayList<>(vectors);
    float[] query = queries.get(6);
    for (int i = 0; i < 400; i++) { // two groups that take up any list of moderate size
      vectors.set(i, unit(around(query, 0.05f)));
    }
    forAll(
        (segment, similarity) -> {
          BestOfGroup collector = new BestOfGroup(5, 200);
          search(segment, query, collector);
          assertTrue("groups " + collector.best, collector.best.size() >= 5);
        });
  }

  public void testAllEqualAndOpposite() throws IOException {
    float[] one = vectors.get(0);
    float[] opposite = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      opposite[i] = -one[i];
    }
    for (float[] other : List.of(one, opposite)) {
      vectors = new ArrayList<>(vectors);
      for (int i = 0; i < SIZE; i++) {
        vectors.set(i, i % 2 == 0 ? one : other);
      }
      forAll(
          (segment, similarity) -> {
            Collected collector = search(segment, queries.get(7), K, null);
            assertEquals(K, collector.topDocs().scoreDocs.length);
            assertExact(collector, queries.get(7), similarity);
          });
    }
  }
}

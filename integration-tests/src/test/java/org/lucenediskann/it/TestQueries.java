package org.lucenediskann.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntPredicate;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PatienceKnnVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RescoreTopNQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SeededKnnVectorQuery;
import org.apache.lucene.search.TaskExecutor;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.NamedThreadFactory;
import org.junit.AfterClass;
import org.junit.Assert;
import org.junit.BeforeClass;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnCodec;
import org.lucenediskann.codec.DiskAnnParameters;
import org.lucenediskann.codec.DiskAnnSearchStrategy;

/** Lucene's vector queries against an exact search of the same vectors. */
public class TestQueries extends LuceneTestCase {

  private static final int SIZE = 900;
  private static final int SEGMENTS = 3;
  private static final int DIMENSION = 12;
  private static final int[] BITS = {1, 2, 4, 7, 8};

  /** What a test does with one index; {@code exact} says that every vector is scored. */
  private interface Check {
    void run(String name, Corpus corpus, Index index, boolean exact, float[] query)
        throws IOException;
  }

  /** One index of each kind. */
  private record Case(String name, Corpus corpus, Index index, boolean exact) {}

  private static List<Case> cases;

  @BeforeClass
  public static void createIndices() throws IOException {
    cases = new ArrayList<>();
    for (VectorSimilarityFunction similarity : VectorSimilarityFunction.values()) {
      for (VectorEncoding encoding : VectorEncoding.values()) {
        Corpus corpus =
            Corpus.random(random(), similarity, encoding, SIZE, DIMENSION)
                .without(id -> id % 7 == 3);
        DiskAnnParameters raw = DiskAnnParameters.defaults().withBits(0);
        cases.add(newCase(corpus, raw.withDeferral(Deferral.never()), false));
        cases.add(newCase(corpus, raw.withDeferral(Deferral.vectors(Integer.MAX_VALUE)), true));
        for (int bits : encoding == VectorEncoding.BYTE ? new int[] {4} : BITS) {
          Deferral deferral =
              random().nextBoolean() ? Deferral.never() : Deferral.vectors(Integer.MAX_VALUE);
          cases.add(newCase(corpus, raw.withBits(bits).withDeferral(deferral), false));
        }
      }
    }
  }

  private static Case newCase(Corpus corpus, DiskAnnParameters parameters, boolean exact)
      throws IOException {
    Index index = new Index(corpus, new DiskAnnCodec(parameters), SEGMENTS);
    String name = corpus.similarity() + " " + corpus.encoding() + " " + parameters;
    return new Case(name, corpus, index, exact);
  }

  @AfterClass
  public static void closeIndices() throws IOException {
    IOUtils.close(cases.stream().map(Case::index).toList());
    cases = null;
  }

  private static void forEveryIndex(Check check) throws IOException {
    for (Case one : cases) {
      for (int id : new int[] {1, 8, 502}) {
        float[] query = one.corpus().vectors().get(id);
        check.run(one.name(), one.corpus(), one.index(), one.exact(), query);
      }
    }
  }

  private static List<Corpus.Hit> best(Corpus corpus, float[] query, int k, IntPredicate passing) {
    List<Corpus.Hit> all = corpus.exact(query, id -> Index.isLive(id) && passing.test(id));
    return all.subList(0, Math.min(k, all.size()));
  }

  private static Query third(int value) {
    return new TermQuery(new Term("third", Integer.toString(value)));
  }

  public void testEverythingWanted() throws IOException {
    forEveryIndex(
        (name, corpus, index, exact, query) -> {
          TopDocs hits = index.search(corpus.knn(Index.FIELD, query, SIZE, null), SIZE);
          index.assertHits(name, best(corpus, query, SIZE, id -> true), hits, query);
        });
  }

  public void testTopTen() throws IOException {
    forEveryIndex(
        (name, corpus, index, exact, query) -> {
          TopDocs hits = index.search(corpus.knn(Index.FIELD, query, 10, null), 10);
          Assert.assertEquals(name, 10, hits.scoreDocs.length);
          index.assertSound(name, hits, query, id -> true);
          if (exact) {
            index.assertHits(name, best(corpus, query, 10, id -> true), hits, query);
          }
        });
  }

  /** Every other document passes, or few enough for the filter to be scanned. */
  public void testFilters() throws IOException {
    forEveryIndex(
        (name, corpus, index, exact, query) -> {
          TopDocs third = index.search(corpus.knn(Index.FIELD, query, 10, third(1)), 10);
          Assert.assertEquals(name, 10, third.scoreDocs.length);
          index.assertSound(name, third, query, id -> id % 3 == 1);
          Query percent = new TermQuery(new Term("percent", "42"));
          TopDocs rare = index.search(corpus.knn(Index.FIELD, query, 3, percent), 3);
          index.assertHits(name, best(corpus, query, 3, id -> id % 100 == 42), rare, query);
          Query all = corpus.knn(Index.FIELD, query, SIZE, third(2));
          List<Corpus.Hit> expected = best(corpus, query, SIZE, id -> id % 3 == 2);
          index.assertHits(name, expected, index.search(all, SIZE), query);
          Query none = corpus.knn(Index.FIELD, query, 10, new MatchNoDocsQuery());
          Assert.assertEquals(name, 0, index.search(none, 10).scoreDocs.length);
        });
  }

  public void testEverythingAboveScore() throws IOException {
    forEveryIndex(
        (name, corpus, index, exact, query) -> {
          float score = best(corpus, query, 40, id -> true).get(39).score();
          float threshold = score - 1e-4f * score;
          for (Query filter : new Query[] {null, third(1)}) {
            IntPredicate passing = id -> filter == null || id % 3 == 1;
            List<Corpus.Hit> expected = new ArrayList<>(best(corpus, query, SIZE, passing));
            expected.removeIf(hit -> hit.score() < threshold);
            for (Query above : ThresholdQueries.of(corpus, query, threshold, filter)) {
              TopDocs hits = index.search(above, SIZE);
              index.assertSound(name, hits, query, passing);
              for (ScoreDoc hit : hits.scoreDocs) {
                Assert.assertTrue(name, hit.score >= threshold);
              }
              Assert.assertTrue(name, hits.scoreDocs.length <= expected.size());
              if (exact) {
                index.assertHits(name, expected, hits, query);
              }
            }
          }
        });
  }

  public void testSeeded() throws IOException {
    forEveryIndex(
        (name, corpus, index, exact, query) -> {
          Query knn = corpus.knn(Index.FIELD, query, 10, null);
          Query seeded =
              knn instanceof KnnFloatVectorQuery floats
                  ? SeededKnnVectorQuery.fromFloatQuery(floats, third(1))
                  : SeededKnnVectorQuery.fromByteQuery((KnnByteVectorQuery) knn, third(1));
          assertSoundTen(name, index, seeded, query);
        });
  }

  public void testPatience() throws IOException {
    forEveryIndex(
        (name, corpus, index, exact, query) -> {
          Query knn = corpus.knn(Index.FIELD, query, 10, null);
          Query patient =
              knn instanceof KnnFloatVectorQuery floats
                  ? PatienceKnnVectorQuery.fromFloatQuery(floats)
                  : PatienceKnnVectorQuery.fromByteQuery((KnnByteVectorQuery) knn);
          assertSoundTen(name, index, patient, query);
        });
  }

  private static void assertSoundTen(String name, Index index, Query knn, float[] query)
      throws IOException {
    TopDocs hits = index.search(knn, 10);
    Assert.assertEquals(name, 10, hits.scoreDocs.length);
    index.assertSound(name, hits, query, id -> true);
  }

  /** Each segment's own list size; hits are as right with seeds and patience around it. */
  public void testOwnStrategy() throws IOException {
    KnnSearchStrategy strategy =
        DiskAnnSearchStrategy.defaults().withSearchListSize(200).withOversample(20);
    forEveryIndex(
        (name, corpus, index, exact, query) -> {
          if (corpus.encoding() == VectorEncoding.FLOAT32) {
            KnnFloatVectorQuery knn =
                new KnnFloatVectorQuery(Index.FIELD, query, 10, third(0), strategy);
            assertOfThird(name, index, knn, query);
            assertOfThird(name, index, SeededKnnVectorQuery.fromFloatQuery(knn, third(0)), query);
            assertOfThird(name, index, PatienceKnnVectorQuery.fromFloatQuery(knn), query);
          }
        });
  }

  private static void assertOfThird(String name, Index index, Query knn, float[] query)
      throws IOException {
    TopDocs hits = index.search(knn, 10);
    Assert.assertEquals(name, 10, hits.scoreDocs.length);
    index.assertSound(name, hits, query, id -> id % 3 == 0);
  }

  /** Walking through accepted nodes only is asked for, not promised; the hits are held to it. */
  public void testFilteredSearchStrategy() throws IOException {
    forEveryIndex(
        (name, corpus, index, exact, query) -> {
          if (corpus.encoding() == VectorEncoding.FLOAT32) {
            KnnSearchStrategy strategy = new KnnSearchStrategy.Hnsw(60);
            TopDocs hits =
                index.search(
                    new KnnFloatVectorQuery(Index.FIELD, query, 10, third(0), strategy), 10);
            Assert.assertEquals(name, 10, hits.scoreDocs.length);
            index.assertSound(name, hits, query, id -> id % 3 == 0);
          }
        });
  }

  public void testRescore() throws IOException {
    forEveryIndex(
        (name, corpus, index, exact, query) -> {
          if (corpus.encoding() == VectorEncoding.FLOAT32) {
            Query knn = corpus.knn(Index.FIELD, query, SIZE, null);
            Query rescored =
                RescoreTopNQuery.createFullPrecisionRescorerQuery(knn, query, Index.FIELD, 10);
            TopDocs hits = index.search(rescored, 10);
            index.assertHits(name, best(corpus, query, 10, id -> true), hits, query);
          }
        });
  }

  public void testExplain() throws IOException {
    forEveryIndex(
        (name, corpus, index, exact, query) -> {
          Query knn = corpus.knn(Index.FIELD, query, 10, null);
          TopDocs hits = index.search(knn, 10);
          for (ScoreDoc hit : hits.scoreDocs) {
            Explanation why = index.searcher().explain(knn, hit.doc);
            Assert.assertTrue(name, why.isMatch());
            Assert.assertEquals(name, hit.score, why.getValue().floatValue(), 1e-5f * hit.score);
          }
        });
  }

  /** Searches at the same time, on one reader, find what they find one after the other. */
  public void testConcurrentSearches() throws IOException {
    ExecutorService threads =
        Executors.newFixedThreadPool(4, new NamedThreadFactory("concurrent-searches"));
    try {
      TaskExecutor together = new TaskExecutor(threads);
      for (Case one : cases) {
        List<Callable<Void>> searches = new ArrayList<>();
        for (int id : new int[] {1, 2, 4, 5, 6, 7, 8, 9}) {
          Query query =
              one.corpus().knn(Index.FIELD, one.corpus().vectors().get(id), 10, third(id % 3));
          TopDocs alone = one.index().search(query, 10);
          searches.add(() -> assertSame(one, alone, one.index().search(query, 10)));
        }
        together.invokeAll(searches);
      }
    } finally {
      TestUtil.shutdownExecutorService(threads);
    }
  }

  private static Void assertSame(Case one, TopDocs expected, TopDocs actual) {
    Assert.assertEquals(one.name(), expected.scoreDocs.length, actual.scoreDocs.length);
    for (int i = 0; i < expected.scoreDocs.length; i++) {
      Assert.assertEquals(one.name(), expected.scoreDocs[i].doc, actual.scoreDocs[i].doc);
      Assert.assertEquals(one.name(), expected.scoreDocs[i].score, actual.scoreDocs[i].score, 0f);
    }
    return null;
  }

  /** A search that is out of time ends early with what it has; all of it is right. */
  public void testTimeLimit() throws IOException {
    forEveryIndex(
        (name, corpus, index, exact, query) -> {
          IndexSearcher hurried = new IndexSearcher(index.reader());
          hurried.setTimeout(() -> true);
          TopDocs none = hurried.search(corpus.knn(Index.FIELD, query, 10, null), 10);
          Assert.assertEquals(name, 0, none.scoreDocs.length);
          int[] asked = {0};
          IndexSearcher slower = new IndexSearcher(index.reader());
          slower.setTimeout(() -> ++asked[0] > 8);
          TopDocs some = slower.search(corpus.knn(Index.FIELD, query, 10, null), 10);
          index.assertSound(name, some, query, id -> true);
        });
  }
}

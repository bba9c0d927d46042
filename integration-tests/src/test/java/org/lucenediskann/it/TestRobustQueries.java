package org.lucenediskann.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.knn.KnnCollectorManager;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.apache.lucene.util.VectorUtil;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnParameters;
import org.lucenediskann.codec.DiskAnnVectorsFormat;

/**
 * Queries and vectors of unusual kinds, along floats and along codes. Data and seeds are fixed, so
 * the figures are what they are until the builder or the search changes.
 */
public class TestRobustQueries extends LuceneTestCase {

  private static final int K = 10;
  private static final int QUERIES = 50;
  private static final int[] BITS = {0, 8, 4};
  private static final int LIST_SIZE = 50;

  private final Random random = new Random(815);

  private interface Check {
    void run(String name, IndexSearcher searcher) throws IOException;
  }

  private static KnnVectorsFormat diskAnn(int bits) {
    return new DiskAnnVectorsFormat(
        DiskAnnParameters.defaults().withDeferral(Deferral.never()).withBits(bits));
  }

  private static void withIndex(
      Corpus corpus, KnnVectorsFormat format, int segments, String name, Check check)
      throws IOException {
    IndexWriterConfig config =
        new IndexWriterConfig()
            .setCodec(TestUtil.alwaysKnnVectorsFormat(format))
            .setMergePolicy(NoMergePolicy.INSTANCE);
    try (Directory directory = new ByteBuffersDirectory();
        IndexWriter writer = new IndexWriter(directory, config)) {
      int perSegment = Math.ceilDiv(corpus.size(), segments);
      for (int id = 0; id < corpus.size(); id++) {
        writer.addDocument(Index.document(corpus, id));
        if ((id + 1) % perSegment == 0) {
          writer.flush();
        }
      }
      try (DirectoryReader reader = DirectoryReader.open(writer)) {
        assertEquals(segments, reader.leaves().size());
        check.run(name, new IndexSearcher(reader));
      }
    }
  }

  private static void forEachWay(Corpus corpus, Check check) throws IOException {
    for (int bits : BITS) {
      withIndex(corpus, diskAnn(bits), 1, bits + " bits", check);
    }
  }

  private float[] gaussian(int dimension, float spread) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = spread * (float) random.nextGaussian();
    }
    return vector;
  }

  private List<float[]> gaussians(int count, int dimension, float spread) {
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      vectors.add(gaussian(dimension, spread));
    }
    return vectors;
  }

  private static Corpus euclidean(List<float[]> vectors) {
    return new Corpus(VectorSimilarityFunction.EUCLIDEAN, VectorEncoding.FLOAT32, vectors);
  }

  private static TopDocs search(IndexSearcher searcher, float[] query, int listSize)
      throws IOException {
    return searcher.search(new KnnFloatVectorQuery(Index.FIELD, query, listSize), K);
  }

  private static double recall(
      Corpus corpus, IndexSearcher searcher, List<float[]> queries, int listSize)
      throws IOException {
    int found = 0;
    for (float[] query : queries) {
      float worst = corpus.exact(query, id -> true).get(K - 1).score();
      for (ScoreDoc hit : search(searcher, query, listSize).scoreDocs) {
        found += hit.score >= worst - 1e-5f * Math.abs(worst) ? 1 : 0;
      }
    }
    return (double) found / (K * queries.size());
  }

  private void assertRecall(double floor, Corpus corpus, List<float[]> queries) throws IOException {
    forEachWay(
        corpus,
        (name, searcher) -> {
          double recall = recall(corpus, searcher, queries, LIST_SIZE);
          assertTrue(name + ": recall " + recall, recall >= floor);
        });
  }

  /**
   * Queries from nowhere near the vectors, whose nearest are on the outside of several clusters.
   */
  public void testOutOfDistribution() throws IOException {
    Corpus corpus =
        Corpus.random(random, VectorSimilarityFunction.EUCLIDEAN, VectorEncoding.FLOAT32, 4000, 24);
    assertRecall(.7, corpus, gaussians(QUERIES, 24, 3));
    assertRecall(.75, corpus, gaussians(QUERIES, 24, 1));
  }

  public void testThreeDimensions() throws IOException {
    assertRecall(.98, euclidean(gaussians(4000, 3, 1)), gaussians(QUERIES, 3, 1));
  }

  /** Lengths from .04 to 12, evenly on a logarithmic scale: the longest are everybody's nearest. */
  public void testInnerProductsOfUnequalLengths() throws IOException {
    List<float[]> vectors = gaussians(4000, 24, 1);
    for (float[] vector : vectors) {
      float length = (float) (.04 * Math.pow(12 / .04, random.nextDouble()));
      float norm = (float) Math.sqrt(VectorUtil.dotProduct(vector, vector));
      for (int i = 0; i < vector.length; i++) {
        vector[i] *= length / norm;
      }
    }
    Corpus corpus =
        new Corpus(VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT, VectorEncoding.FLOAT32, vectors);
    assertRecall(.95, corpus, gaussians(QUERIES, 24, 1));
  }

  /** Equal vectors lead to each other and to nobody else unless a builder takes care of it. */
  public void testTenThousandEqual() throws IOException {
    float[] same = gaussian(16, 1);
    List<float[]> vectors = new ArrayList<>();
    for (int id = 0; id < 12_000; id++) {
      vectors.add(id % 6 == 5 ? gaussian(16, 1) : same);
    }
    Corpus corpus = euclidean(vectors);
    List<float[]> others = new ArrayList<>();
    for (int id = 5; others.size() < QUERIES; id += 6 * 31) {
      others.add(vectors.get(id % 12_000));
    }
    forEachWay(
        corpus,
        (name, searcher) -> {
          for (ScoreDoc hit : search(searcher, same, K).scoreDocs) {
            assertEquals(name, 1f, hit.score, 0f);
          }
          for (float[] other : others) {
            assertEquals(name, 1f, search(searcher, other, LIST_SIZE).scoreDocs[0].score, 0f);
          }
        });
  }

  public void testQueriesThatAreStored() throws IOException {
    for (VectorSimilarityFunction similarity :
        new VectorSimilarityFunction[] {
          VectorSimilarityFunction.EUCLIDEAN, VectorSimilarityFunction.COSINE
        }) {
      Corpus corpus = Corpus.random(random, similarity, VectorEncoding.FLOAT32, 4000, 24);
      forEachWay(
          corpus,
          (name, searcher) -> {
            for (int id = 0; id < corpus.size(); id += 79) {
              TopDocs hits = search(searcher, corpus.vectors().get(id), LIST_SIZE);
              assertEquals(name, id, Index.id(searcher.storedFields(), hits.scoreDocs[0].doc));
              assertEquals(name, 1f, hits.scoreDocs[0].score, 1e-6f);
            }
          });
    }
  }

  /** Counts what is visited in all segments and rounds of one query. */
  private static final class Counting extends KnnFloatVectorQuery {
    private final AtomicLong visited;

    Counting(float[] query, AtomicLong visited) {
      super(Index.FIELD, query, K);
      this.visited = visited;
    }

    @Override
    protected TopDocs approximateSearch(
        LeafReaderContext context,
        AcceptDocs acceptDocs,
        int visitedLimit,
        KnnCollectorManager collectors)
        throws IOException {
      TopDocs hits = super.approximateSearch(context, acceptDocs, visitedLimit, collectors);
      visited.addAndGet(hits.totalHits.value());
      return hits;
    }
  }

  private record Effort(double recall, long visited) {}

  private static Effort ofManySegments(
      Corpus corpus, List<float[]> queries, KnnVectorsFormat format, int segments)
      throws IOException {
    AtomicLong visited = new AtomicLong();
    double[] recall = new double[1];
    withIndex(
        corpus,
        format,
        segments,
        "",
        (name, searcher) -> {
          recall[0] = recall(corpus, searcher, queries, K);
          for (float[] query : queries) {
            searcher.search(new Counting(query, visited), K);
          }
        });
    return new Effort(recall[0], visited.get());
  }

  /**
   * Lucene searches each segment with a share of k first, and again those that have good hits. Not
   * along codes: there the list is longer than k, which finds more and visits more. A graph that
   * finds more of a segment may visit a few more, too.
   */
  public void testTwentySegments() throws IOException {
    Corpus all =
        Corpus.random(
            random, VectorSimilarityFunction.EUCLIDEAN, VectorEncoding.FLOAT32, 20_050, 24);
    Corpus corpus = euclidean(all.vectors().subList(0, 20_000));
    List<float[]> queries = all.vectors().subList(20_000, 20_000 + QUERIES);
    Effort hnsw =
        ofManySegments(corpus, queries, new Lucene99HnswVectorsFormat(16, 100, 1, null, 0), 20);
    Effort ours = ofManySegments(corpus, queries, diskAnn(0), 20);
    String message = Arrays.asList(ours, hnsw).toString();
    assertTrue(message, ours.visited() <= 1.05 * hnsw.visited());
    assertTrue(message, ours.recall() >= hnsw.recall() - .01);
  }
}

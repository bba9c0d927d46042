package org.lucenediskann.codec;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.PatienceKnnVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SeededKnnVectorQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.util.VectorUtil;

/**
 * What Lucene's seeded and patient queries do to a walk, along floats and codes, with a filter and
 * without: how many vectors are visited. Every fifth document has no vector.
 */
public class TestSeedsAndPatience extends LuceneTestCase {

  private static final int SIZE = 10_000;
  private static final int DIMENSION = 12;
  private static final int QUERIES = 10;
  private static final int K = 50;
  private static final int SEEDS = 20;

  private final float[][] vectors = new float[SIZE][]; // null = the document has none

  /** Makes a query of another one, for a target. */
  private interface Around {
    Query query(KnnFloatVectorQuery knn, float[] target);
  }

  private interface Check {
    void run(IndexSearcher searcher, Query filter) throws IOException;
  }

  /** Keeps the number of visits. Comparing all that is accepted is no answer here. */
  private static final class Watched extends KnnFloatVectorQuery {
    private long visited;

    Watched(float[] target, Query filter, KnnSearchStrategy strategy) {
      super("v", target, K, filter, strategy);
    }

    @Override
    protected TopDocs mergeLeafResults(TopDocs[] perLeafResults) {
      visited = perLeafResults[0].totalHits.value();
      return super.mergeLeafResults(perLeafResults);
    }

    @Override
    protected TopDocs exactSearch(
        LeafReaderContext context, DocIdSetIterator accepted, QueryTimeout timeout) {
      throw new AssertionError("scanned");
    }
  }

  private static float[] gaussian(Random random) {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  private void forAll(Check check) throws IOException {
    Random random = new Random(7);
    IntStream.range(0, SIZE).filter(i -> i % 5 != 0).forEach(i -> vectors[i] = gaussian(random));
    DiskAnnParameters floats = DiskAnnParameters.defaults().withDeferral(Deferral.never());
    for (DiskAnnParameters parameters : List.of(floats, floats.withBits(8).withOversample(1))) {
      try (Directory directory = new ByteBuffersDirectory()) {
        index(directory, parameters);
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
          getOnlyLeafReader(reader);
          IndexSearcher searcher = new IndexSearcher(reader);
          check.run(searcher, null);
          check.run(searcher, IntField.newRangeQuery("quarter", 1, 3));
        }
      }
    }
  }

  private void index(Directory directory, DiskAnnParameters parameters) throws IOException {
    IndexWriterConfig config = new IndexWriterConfig().setCodec(new DiskAnnCodec(parameters));
    try (IndexWriter writer = new IndexWriter(directory, config.setRAMBufferSizeMB(100))) {
      for (int i = 0; i < SIZE; i++) {
        Document document = new Document();
        document.add(new IntField("id", i, Field.Store.NO));
        document.add(new IntField("quarter", i % 4, Field.Store.NO));
        if (vectors[i] != null) {
          document.add(
              new KnnFloatVectorField("v", vectors[i], VectorSimilarityFunction.EUCLIDEAN));
        }
        writer.addDocument(document);
      }
    }
  }

  /** Visits of all queries together; each finds as many hits as it wants. */
  private static long visited(IndexSearcher searcher, Query filter, Around around)
      throws IOException {
    return visited(searcher, filter, KnnSearchStrategy.Hnsw.DEFAULT, around);
  }

  private static long visited(
      IndexSearcher searcher, Query filter, KnnSearchStrategy strategy, Around around)
      throws IOException {
    Random random = new Random(QUERIES);
    long visited = 0;
    for (int i = 0; i < QUERIES; i++) {
      float[] target = gaussian(random);
      Watched knn = new Watched(target, filter, strategy);
      assertEquals(K, searcher.search(around.query(knn, target), K).scoreDocs.length);
      visited += knn.visited;
    }
    return visited;
  }

  private static void assertFewer(long few, long more) {
    assertTrue(few + " visited, not fewer than " + more, few < more);
  }

  public void testPatienceEndsEarly() throws IOException {
    forAll(
        (searcher, filter) ->
            assertFewer(
                visited(searcher, filter, (knn, target) -> patient(knn)),
                visited(searcher, filter, (knn, target) -> knn)));
  }

  private static Query patient(KnnFloatVectorQuery knn) {
    return PatienceKnnVectorQuery.fromFloatQuery(knn);
  }

  /** Lucene's query is patient with its own strategy only. */
  public void testNoPatienceWithAnotherStrategy() throws IOException {
    forAll(
        (searcher, filter) -> {
          KnnSearchStrategy strategy = DiskAnnSearchStrategy.defaults();
          assertEquals(
              visited(searcher, filter, strategy, (knn, target) -> knn),
              visited(searcher, filter, strategy, (knn, target) -> patient(knn)));
        });
  }

  /** The nearer the seeds, the shorter the way. */
  public void testSeedsLead() throws IOException {
    forAll(
        (searcher, filter) -> {
          long near = visited(searcher, filter, (knn, target) -> seeded(knn, target, 1));
          long far = visited(searcher, filter, (knn, target) -> seeded(knn, target, -1));
          assertFewer(near, far);
          assertFewer(
              visited(
                  searcher,
                  filter,
                  (knn, target) -> PatienceKnnVectorQuery.fromSeededQuery(seeded(knn, target, 1))),
              near);
        });
  }

  /** With the nearest accepted documents for seeds, or the farthest. */
  private SeededKnnVectorQuery seeded(KnnFloatVectorQuery knn, float[] target, int direction) {
    int[] seeds =
        IntStream.range(0, SIZE)
            .filter(i -> vectors[i] != null && i % 4 != 0)
            .boxed()
            .sorted(
                Comparator.comparingDouble(
                    i -> direction * VectorUtil.squareDistance(target, vectors[i])))
            .limit(SEEDS)
            .mapToInt(i -> i)
            .toArray();
    return SeededKnnVectorQuery.fromFloatQuery(knn, IntField.newSetQuery("id", seeds));
  }
}

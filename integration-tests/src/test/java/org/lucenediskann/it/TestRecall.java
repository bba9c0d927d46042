package org.lucenediskann.it;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.util.BytesRef;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnCodec;
import org.lucenediskann.codec.DiskAnnParameters;

/** Floors under how much of the truth a walk finds, on seeded data. */
public class TestRecall extends LuceneTestCase {

  private static final int SIZE = 3000;
  private static final int DIMENSION = 32;
  private static final int K = 10;
  private static final int LIST_SIZE = 50;
  private static final int QUERIES = 100;
  private static final double FLOOR = 0.95;

  public void testAfterFlush() throws IOException {
    for (VectorSimilarityFunction similarity : VectorSimilarityFunction.values()) {
      for (VectorEncoding encoding : VectorEncoding.values()) {
        assertFloor(similarity, encoding, SIZE, config());
      }
    }
  }

  /** Codes cost hardly any recall where the list is as long as is reranked. */
  public void testAlongCodes() throws IOException {
    for (VectorSimilarityFunction similarity : VectorSimilarityFunction.values()) {
      for (int bits : new int[] {1, 2, 4, 7, 8}) {
        assertFloor(similarity, VectorEncoding.FLOAT32, SIZE, config(bits));
        assertFloor(similarity, VectorEncoding.FLOAT32, SIZE / 5, config(bits));
      }
    }
  }

  public void testAfterMerge() throws IOException {
    for (VectorSimilarityFunction similarity : VectorSimilarityFunction.values()) {
      assertFloor(similarity, VectorEncoding.FLOAT32, SIZE / 5, config());
    }
  }

  /** A graph or codes over vectors in any other order than the stored one would lead nowhere. */
  public void testAfterSortedFlush() throws IOException {
    Sort byThird = new Sort(new SortField("third", SortField.Type.STRING));
    for (int bits : new int[] {0, 4}) {
      IndexWriterConfig config = config(bits).setIndexSort(byThird);
      assertFloor(VectorSimilarityFunction.COSINE, VectorEncoding.FLOAT32, SIZE, config);
    }
  }

  private static IndexWriterConfig config() {
    return config(0);
  }

  private static IndexWriterConfig config(int bits) {
    DiskAnnParameters parameters =
        DiskAnnParameters.defaults().withDeferral(Deferral.never()).withBits(bits);
    return new IndexWriterConfig().setCodec(new DiskAnnCodec(parameters));
  }

  private static void assertFloor(
      VectorSimilarityFunction similarity,
      VectorEncoding encoding,
      int flushEvery,
      IndexWriterConfig config)
      throws IOException {
    Corpus all = Corpus.random(new Random(20), similarity, encoding, SIZE + QUERIES, DIMENSION);
    Corpus corpus = new Corpus(similarity, encoding, all.vectors().subList(0, SIZE));
    List<float[]> queries = all.vectors().subList(SIZE, SIZE + QUERIES);
    try (Directory directory = new ByteBuffersDirectory();
        IndexWriter writer = new IndexWriter(directory, config)) {
      for (int id = 0; id < SIZE; id++) {
        Document document = Index.document(corpus, id);
        document.add(new SortedDocValuesField("third", new BytesRef("" + id % 3)));
        writer.addDocument(document);
        if (id % flushEvery == flushEvery - 1) {
          writer.flush();
        }
      }
      writer.forceMerge(1);
      try (DirectoryReader reader = DirectoryReader.open(writer)) {
        double recall = recall(corpus, queries, new IndexSearcher(reader));
        String message = similarity + " " + encoding + ": recall@" + K + "=" + recall;
        assertTrue(message, recall >= FLOOR);
      }
    }
  }

  private static double recall(Corpus corpus, List<float[]> queries, IndexSearcher searcher)
      throws IOException {
    int found = 0;
    for (float[] query : queries) {
      float worst = corpus.exact(query, id -> true).get(K - 1).score();
      TopDocs hits = searcher.search(corpus.knn(Index.FIELD, query, LIST_SIZE, null), K);
      for (var hit : hits.scoreDocs) {
        if (hit.score >= worst - 1e-6f * worst) {
          found++;
        }
      }
    }
    return (double) found / (queries.size() * K);
  }
}

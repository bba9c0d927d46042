package org.lucenediskann.it;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnCodec;
import org.lucenediskann.codec.DiskAnnParameters;
import org.lucenediskann.codec.SoundGraphs;

/** Unusual sizes: of a vector, of a segment, of a schema, of a value. */
public class TestShapes extends LuceneTestCase {

  private static IndexWriterConfig config() {
    DiskAnnParameters parameters = DiskAnnParameters.defaults().withDeferral(Deferral.never());
    return new IndexWriterConfig().setCodec(new DiskAnnCodec(parameters));
  }

  private static IndexWriterConfig config(int maxDegree) {
    DiskAnnParameters parameters = DiskAnnParameters.defaults().withDeferral(Deferral.never());
    return config().setCodec(new DiskAnnCodec(parameters.withMaxDegree(maxDegree)));
  }

  private static void assertFindsAll(Corpus corpus, IndexWriterConfig config) throws IOException {
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config)) {
      for (int id = 0; id < corpus.size(); id++) {
        writer.addDocument(Index.document(corpus, id));
      }
      writer.forceMerge(1);
      try (DirectoryReader reader = DirectoryReader.open(writer)) {
        assertEquals(1, SoundGraphs.check(reader));
        float[] query = corpus.vectors().get(0);
        IndexSearcher searcher = new IndexSearcher(reader);
        List<Corpus.Hit> expected = corpus.exact(query, id -> true);
        int size = corpus.size();
        TopDocs hits = searcher.search(corpus.knn(Index.FIELD, query, size, null), size);
        assertEquals(size, hits.scoreDocs.length);
        for (int i = 0; i < size; i++) {
          float score = expected.get(i).score();
          assertEquals(score, hits.scoreDocs[i].score, 1e-4f * score);
        }
        int one = searcher.search(corpus.knn(Index.FIELD, query, 1, null), 1).scoreDocs.length;
        assertEquals(1, one);
      }
    }
  }

  public void testDimensions() throws IOException {
    for (int dimension : new int[] {1, 2, 3, 17, 1025, 4096}) {
      for (VectorEncoding encoding : VectorEncoding.values()) {
        Corpus corpus =
            Corpus.random(random(), VectorSimilarityFunction.EUCLIDEAN, encoding, 40, dimension);
        assertFindsAll(corpus, config());
      }
    }
  }

  public void testTooManyDimensions() throws IOException {
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config())) {
      Document document = new Document();
      document.add(new KnnFloatVectorField("v", new float[4097]));
      expectThrows(IllegalArgumentException.class, () -> writer.addDocument(document));
    }
  }

  public void testFewVectors() throws IOException {
    for (int size : new int[] {1, 2, 3, 4, 33}) {
      for (VectorSimilarityFunction similarity : VectorSimilarityFunction.values()) {
        Corpus corpus = Corpus.random(random(), similarity, VectorEncoding.FLOAT32, size, 5);
        assertFindsAll(corpus, config());
      }
    }
  }

  public void testDegrees() throws IOException {
    Corpus corpus =
        Corpus.random(random(), VectorSimilarityFunction.COSINE, VectorEncoding.FLOAT32, 300, 10);
    for (int maxDegree : new int[] {4, 5, 64, 512}) {
      assertFindsAll(corpus, config(maxDegree));
    }
  }

  public void testEqualVectors() throws IOException {
    float[] same = {1, 2, 3};
    for (VectorSimilarityFunction similarity : VectorSimilarityFunction.values()) {
      Corpus corpus =
          new Corpus(similarity, VectorEncoding.FLOAT32, List.of(same, same, same, same, same));
      if (similarity != VectorSimilarityFunction.DOT_PRODUCT) {
        assertFindsAll(corpus, config());
      }
    }
  }

  /** COSINE has no zero vectors: Lucene refuses them in the document. */
  public void testZeroVectors() throws IOException {
    float[] zero = new float[3];
    float[] other = {0, 0, 1};
    for (VectorSimilarityFunction similarity : VectorSimilarityFunction.values()) {
      if (similarity != VectorSimilarityFunction.COSINE) {
        Corpus corpus =
            new Corpus(similarity, VectorEncoding.FLOAT32, List.of(other, zero, zero, other));
        assertFindsAll(corpus, config());
      }
    }
  }

  public void testHugeAndTinyValues() throws IOException {
    float[] huge = {1e17f, -1e17f};
    float[] small = {1e-17f, 2e-17f};
    for (VectorSimilarityFunction similarity :
        new VectorSimilarityFunction[] {
          VectorSimilarityFunction.EUCLIDEAN, VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT
        }) {
      Corpus corpus =
          new Corpus(similarity, VectorEncoding.FLOAT32, List.of(small, huge, small, huge, small));
      assertFindsAll(corpus, config());
    }
  }

  public void testManyFields() throws IOException {
    int fields = 60;
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config())) {
      for (int id = 0; id < 30; id++) {
        Document document = new Document();
        for (int field = id % 2; field < fields; field += 2) {
          document.add(field % 3 == 0 ? bytes(field, id) : floats(field, id));
        }
        writer.addDocument(document);
        if (id == 20) {
          writer.commit();
        }
      }
      writer.forceMerge(1);
      try (DirectoryReader reader = DirectoryReader.open(writer)) {
        IndexSearcher searcher = new IndexSearcher(reader);
        for (int field = 0; field < fields; field++) {
          assertEquals("field " + field, 15, all(searcher, field).scoreDocs.length);
        }
      }
    }
  }

  /** Every field has a dimension of its own. */
  private static float[] vector(int field, int id) {
    float[] vector = new float[1 + field % 7];
    Arrays.fill(vector, id + 1);
    return vector;
  }

  private static KnnFloatVectorField floats(int field, int id) {
    return new KnnFloatVectorField("f" + field, vector(field, id));
  }

  private static KnnByteVectorField bytes(int field, int id) {
    return new KnnByteVectorField("f" + field, Corpus.bytes(vector(field, id)));
  }

  private static TopDocs all(IndexSearcher searcher, int field) throws IOException {
    float[] query = vector(field, 3);
    return field % 3 == 0
        ? searcher.search(new KnnByteVectorQuery("f" + field, Corpus.bytes(query), 100), 100)
        : searcher.search(new KnnFloatVectorQuery("f" + field, query, 100), 100);
  }
}

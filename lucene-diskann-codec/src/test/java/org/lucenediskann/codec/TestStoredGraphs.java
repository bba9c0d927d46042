package org.lucenediskann.codec;

import java.io.IOException;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.index.RandomIndexWriter;
import org.apache.lucene.tests.util.LuceneTestCase;

/** After every flush and every merge, the graphs in the files are sound. */
public class TestStoredGraphs extends LuceneTestCase {

  /** Divides segments of a few hundred vectors already. */
  private static final DiskAnnParameters PARAMETERS =
      DiskAnnParameters.defaults()
          .withDeferral(Deferral.never())
          .withMaxDegree(8)
          .withBuildListSize(16)
          .withLeafSize(32)
          .withFanout(2);

  private static IndexWriterConfig config() {
    return newIndexWriterConfig()
        .setCodec(new DiskAnnCodec(PARAMETERS.withSeed(random().nextLong())));
  }

  private static float[] vector(int dimension) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = 1 + random().nextInt(30); // now and then the same one
    }
    return vector;
  }

  private static byte[] bytes(int dimension) {
    byte[] vector = new byte[dimension];
    random().nextBytes(vector);
    vector[0] |= 1; // COSINE has no zero vectors
    return vector;
  }

  /** A field for each similarity, and one of bytes; each of them is missing now and then. */
  private static Document document(int id) {
    Document document = new Document();
    document.add(new StringField("id", Integer.toString(id), Field.Store.NO));
    for (VectorSimilarityFunction similarity : VectorSimilarityFunction.values()) {
      if (similarity != VectorSimilarityFunction.DOT_PRODUCT && random().nextInt(10) != 0) {
        document.add(new KnnFloatVectorField(similarity.name(), vector(3), similarity));
      }
    }
    if (random().nextInt(3) == 0) {
      document.add(new KnnByteVectorField("bytes", bytes(4), VectorSimilarityFunction.COSINE));
    }
    return document;
  }

  public void testFlushesAndMerges() throws IOException {
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config())) {
      int size = atLeast(900);
      for (int id = 0; id < size; id++) {
        if (random().nextInt(5) == 0) {
          String other = Integer.toString(random().nextInt(id + 1));
          writer.updateDocument(new Term("id", other), document(id));
        } else {
          writer.addDocument(document(id));
        }
        if (id % 150 == 149) {
          try (DirectoryReader reader = DirectoryReader.open(writer)) {
            assertTrue(SoundGraphs.check(reader) >= 4);
          }
        }
      }
      writer.commit();
      assertTrue(SoundGraphs.check(directory) >= 4);
      writer.forceMerge(1);
      writer.commit();
      assertEquals(4, SoundGraphs.check(directory));
    }
  }

  public void testAnyWriterConfig() throws IOException {
    try (Directory directory = newDirectory();
        RandomIndexWriter writer = new RandomIndexWriter(random(), directory, config())) {
      int size = atLeast(300);
      for (int id = 0; id < size; id++) {
        writer.addDocument(document(id));
      }
      try (DirectoryReader reader = writer.getReader()) {
        assertTrue(SoundGraphs.check(reader) >= 4);
      }
    }
  }

  /** Vectors with equals, and those of equal distances, go through the whole format too. */
  public void testAllEqual() throws IOException {
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config())) {
      for (int id = 0; id < 2000; id++) {
        Document document = new Document();
        document.add(new KnnFloatVectorField("v", new float[] {1, 2}));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
      writer.commit();
      assertEquals(1, SoundGraphs.check(directory));
    }
  }

  public void testDeferredHasNone() throws IOException {
    DiskAnnCodec deferring = new DiskAnnCodec(PARAMETERS.withDeferral(Deferral.vectors(100)));
    try (Directory directory = newDirectory();
        IndexWriter writer =
            new IndexWriter(directory, newIndexWriterConfig().setCodec(deferring))) {
      writer.addDocument(document(0));
      writer.commit();
      assertEquals(0, SoundGraphs.check(directory));
    }
  }
}

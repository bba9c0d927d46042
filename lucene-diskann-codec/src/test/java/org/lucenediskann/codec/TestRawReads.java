package org.lucenediskann.codec;

import java.io.IOException;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.FloatVectorSimilarityQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.ChecksumIndexInput;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.tests.store.SerialIOCountingDirectory;
import org.apache.lucene.tests.util.LuceneTestCase;

/** How often a query waits for raw vectors: once, where all it reads is asked for together. */
public class TestRawReads extends LuceneTestCase {

  private static final int SIZE = 2000;
  private static final int DIMENSION = 64; // 16 vectors in a page
  private static final int K = 10;
  private static final int OVERSAMPLE = 3;
  private static final int ONE_IN_FEW = 70; // 29 documents

  /** Counts waits for raw vectors only. */
  private static final class RawReads extends SerialIOCountingDirectory {

    RawReads(Directory in) {
      super(in);
    }

    @Override
    public IndexInput openInput(String name, IOContext context) throws IOException {
      return name.endsWith(".vec") ? super.openInput(name, context) : in.openInput(name, context);
    }

    @Override
    public ChecksumIndexInput openChecksumInput(String name) throws IOException {
      return in.openChecksumInput(name);
    }
  }

  private interface Ask {
    Query query(float[] target, Query filter);
  }

  private static final Ask NEAREST =
      (target, filter) -> new KnnFloatVectorQuery("v", target, K, filter);
  private static final Ask ABOVE =
      (target, filter) -> new FloatVectorSimilarityQuery("v", target, 0.3f, filter);

  /** How often a query waits that one of so many documents may answer. */
  private static long waits(int bits, int every, Ask ask) throws IOException {
    DiskAnnParameters parameters =
        DiskAnnParameters.defaults().withDeferral(Deferral.never()).withBits(bits);
    IndexWriterConfig config =
        new IndexWriterConfig()
            .setCodec(
                new DiskAnnCodec(bits > 0 ? parameters.withOversample(OVERSAMPLE) : parameters))
            .setUseCompoundFile(false);
    try (RawReads directory = new RawReads(new ByteBuffersDirectory())) {
      try (IndexWriter writer = new IndexWriter(directory, config)) {
        for (int i = 0; i < SIZE; i++) {
          Document document = new Document();
          document.add(new KnnFloatVectorField("v", vector(), VectorSimilarityFunction.EUCLIDEAN));
          document.add(new IntField("rest", i % every, Field.Store.NO));
          writer.addDocument(document);
        }
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        Query query = ask.query(vector(), IntField.newExactQuery("rest", 0));
        long before = directory.count();
        int hits = new IndexSearcher(reader).search(query, SIZE).scoreDocs.length;
        assertTrue("hits " + hits, hits >= K);
        return directory.count() - before;
      }
    }
  }

  private static float[] vector() {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = random().nextFloat() / 4;
    }
    return vector;
  }

  /** Fewer than would be reranked, more than a list holds, enough for a walk. */
  public void testCodes() throws IOException {
    for (int bits : new int[] {1, 8}) {
      for (int every : new int[] {ONE_IN_FEW, 20, 2}) {
        assertEquals("one of " + every, 1, waits(bits, every, NEAREST));
      }
    }
  }

  public void testFewFloats() throws IOException {
    assertEquals(1, waits(0, ONE_IN_FEW, NEAREST));
  }

  /** Nor does Lucene's query read them again. */
  public void testFewAboveThreshold() throws IOException {
    assertEquals(1, waits(0, ONE_IN_FEW, ABOVE));
    assertEquals(1, waits(4, ONE_IN_FEW, ABOVE));
  }
}

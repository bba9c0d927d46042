package org.lucenediskann.it;

import java.io.IOException;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnCodec;
import org.lucenediskann.codec.DiskAnnParameters;

/** The formulas of the user guide, held against files. */
public class TestSizing extends LuceneTestCase {

  private static final int SIZE = 5000;
  private static final long FRAME_BYTES = 300; // headers, footers, alignment

  private static final DiskAnnParameters GRAPHS =
      DiskAnnParameters.defaults().withDeferral(Deferral.never());

  private static Directory index(DiskAnnParameters parameters, int dimension, boolean bytes)
      throws IOException {
    Directory directory = new ByteBuffersDirectory();
    IndexWriterConfig config =
        new IndexWriterConfig()
            .setCodec(new DiskAnnCodec(parameters))
            .setUseCompoundFile(false)
            .setRAMBufferSizeMB(200);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int i = 0; i < SIZE; i++) {
        Document document = new Document();
        document.add(
            bytes
                ? new KnnByteVectorField("v", byteVector(dimension))
                : new KnnFloatVectorField("v", floatVector(dimension)));
        writer.addDocument(document);
      }
    }
    return directory;
  }

  private static float[] floatVector(int dimension) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random().nextGaussian();
    }
    return vector;
  }

  private static byte[] byteVector(int dimension) {
    byte[] vector = new byte[dimension];
    random().nextBytes(vector);
    return vector;
  }

  private static void assertFile(Directory directory, String extension, double least, double most)
      throws IOException {
    long length = 0;
    for (String file : directory.listAll()) {
      length += file.endsWith("." + extension) ? directory.fileLength(file) : 0;
    }
    assertTrue(extension + " has " + length, length >= least && length <= most + FRAME_BYTES);
  }

  private static void assertGraph(Directory directory, int maxDegree) throws IOException {
    double rows = 4.0 * maxDegree * SIZE;
    double router = (1 + 24) * 4.0 * SIZE / 64; // 64 nodes and some of 5,000
    assertFile(directory, "vex", rows + router / 2, rows + 8.0 * SIZE);
  }

  public void testVectorsAndGraph() throws IOException {
    for (int maxDegree : new int[] {16, 32}) {
      try (Directory directory = index(GRAPHS.withMaxDegree(maxDegree), 24, false)) {
        assertFile(directory, "vec", 4 * 24 * SIZE, 4 * 24 * SIZE);
        assertFile(directory, "veq", 0, 0);
        assertGraph(directory, maxDegree);
      }
    }
  }

  public void testBytes() throws IOException {
    try (Directory directory = index(GRAPHS, 24, true)) {
      assertFile(directory, "vec", 24 * SIZE, 24 * SIZE);
      assertGraph(directory, 32);
    }
  }

  public void testCodes() throws IOException {
    for (int bits : new int[] {1, 2, 4, 7, 8}) {
      try (Directory directory = index(GRAPHS.withBits(bits), 64, false)) {
        double code = (bits == 7 ? 8 : bits) * 64 / 8 + 16;
        assertFile(directory, "veq", code * SIZE, code * SIZE);
        assertFile(directory, "vec", 4 * 64 * SIZE, 4 * 64 * SIZE);
      }
    }
  }

  public void testDeferredHasNoGraph() throws IOException {
    try (Directory directory = index(GRAPHS.withDeferral(Deferral.vectors(SIZE + 1)), 24, false)) {
      assertFile(directory, "vex", 0, 0);
    }
  }
}

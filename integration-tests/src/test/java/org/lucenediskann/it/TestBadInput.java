package org.lucenediskann.it;

import static org.apache.lucene.index.VectorSimilarityFunction.COSINE;
import static org.apache.lucene.index.VectorSimilarityFunction.EUCLIDEAN;

import java.io.IOException;
import java.util.concurrent.Executor;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnCodec;
import org.lucenediskann.codec.DiskAnnParameters;
import org.lucenediskann.codec.DiskAnnSearchStrategy;
import org.lucenediskann.codec.DiskAnnVectorsFormat;
import org.lucenediskann.codec.WriteObserver;

/** What is refused at every public edge, and in which words. */
public class TestBadInput extends LuceneTestCase {

  private static final DiskAnnParameters DEFAULTS = DiskAnnParameters.defaults();

  private static void refused(String message, ThrowingRunnable attempt) {
    refused(IllegalArgumentException.class, message, attempt);
  }

  private static void refused(
      Class<? extends Exception> type, String message, ThrowingRunnable attempt) {
    assertEquals(message, expectThrows(type, attempt).getMessage());
  }

  public void testParameters() {
    refused("maxDegree must be in [4, 512]; maxDegree=3", () -> DEFAULTS.withMaxDegree(3));
    refused("maxDegree must be in [4, 512]; maxDegree=513", () -> DEFAULTS.withMaxDegree(513));
    refused(
        "buildListSize must be in [4, 4096]; buildListSize=3", () -> DEFAULTS.withBuildListSize(3));
    refused(
        "buildListSize must be in [4, 4096]; buildListSize=4097",
        () -> DEFAULTS.withBuildListSize(4097));
    refused("alpha must be finite and at least 1; alpha=0.99", () -> DEFAULTS.withAlpha(.99f));
    refused("alpha must be finite and at least 1; alpha=NaN", () -> DEFAULTS.withAlpha(Float.NaN));
    refused(
        "alpha must be finite and at least 1; alpha=Infinity",
        () -> DEFAULTS.withAlpha(Float.POSITIVE_INFINITY));
    refused("fanout must be in [1, 100]; fanout=0", () -> DEFAULTS.withFanout(0));
    refused("fanout must be in [1, 100]; fanout=101", () -> DEFAULTS.withFanout(101));
    refused("leafSize must be in [32, 8192]; leafSize=31", () -> DEFAULTS.withLeafSize(31));
    refused("leafSize must be in [32, 8192]; leafSize=8193", () -> DEFAULTS.withLeafSize(8193));
    refused(
        "leafNeighbors must be in [1, 256]; leafNeighbors=0", () -> DEFAULTS.withLeafNeighbors(0));
    refused(
        "leafNeighbors must be in [1, 256]; leafNeighbors=257",
        () -> DEFAULTS.withLeafNeighbors(257));
    refused("bits must be one of 0, 1, 2, 4, 7, 8; bits=3", () -> DEFAULTS.withBits(3));
    refused("bits must be one of 0, 1, 2, 4, 7, 8; bits=-1", () -> DEFAULTS.withBits(-1));
    refused(
        "oversample must be 0 or in [1, 100.0]; oversample=0.5",
        () -> DEFAULTS.withOversample(.5f));
    refused(
        "oversample must be 0 or in [1, 100.0]; oversample=101.0",
        () -> DEFAULTS.withOversample(101));
    refused(
        "oversample must be 0 or in [1, 100.0]; oversample=NaN",
        () -> DEFAULTS.withOversample(Float.NaN));
    refused("buildThreads must be in [1, 256]; buildThreads=0", () -> DEFAULTS.withBuildThreads(0));
    refused(
        "buildThreads must be in [1, 256]; buildThreads=257", () -> DEFAULTS.withBuildThreads(257));
    refused(
        "buildMemoryMB must be in [16, 1048576]; buildMemoryMB=15",
        () -> DEFAULTS.withBuildMemoryMB(15));
    refused("vectors must be at least 1; vectors=0", () -> Deferral.vectors(0));
    refused(NullPointerException.class, "deferral", () -> DEFAULTS.withDeferral(null));
  }

  public void testFormat() {
    refused(
        "an executor needs buildThreads of at least 2; buildThreads=1",
        () -> new DiskAnnCodec(DEFAULTS, Runnable::run));
    refused(
        NullPointerException.class,
        "parameters",
        () -> new DiskAnnVectorsFormat((DiskAnnParameters) null));
    refused(
        NullPointerException.class,
        "executor",
        () -> new DiskAnnVectorsFormat(DEFAULTS.withBuildThreads(2), (Executor) null));
    refused(
        NullPointerException.class,
        "observer",
        () -> new DiskAnnVectorsFormat().withObserver((WriteObserver) null));
  }

  public void testSearchStrategy() {
    DiskAnnSearchStrategy strategy = DiskAnnSearchStrategy.defaults();
    refused(
        "searchListSize must be at least 0; searchListSize=-1",
        () -> strategy.withSearchListSize(-1));
    refused(
        "oversample must be 0 or in [1, 100.0]; oversample=0.5",
        () -> strategy.withOversample(.5f));
    refused(
        "oversample must be 0 or in [1, 100.0]; oversample=NaN",
        () -> strategy.withOversample(Float.NaN));
  }

  private static IndexWriterConfig config(DiskAnnParameters parameters) {
    return new IndexWriterConfig().setCodec(new DiskAnnCodec(parameters));
  }

  private static Document document(Field... fields) {
    Document document = new Document();
    for (Field field : fields) {
      document.add(field);
    }
    return document;
  }

  /** Only the bad document is lost. */
  public void testDocuments() throws IOException {
    try (Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, config(DEFAULTS))) {
      writer.addDocument(document(floats(EUCLIDEAN, 1, 2)));
      refusedDocument(writer, "field \"v\", document 1: vector[1]=NaN", later(Float.NaN));
      refusedDocument(
          writer, "field \"v\", document 2: vector[1]=-Infinity", later(Float.NEGATIVE_INFINITY));
      refusedDocument(
          writer,
          "VectorValuesField \"v\" appears more than once in this document (only one value is"
              + " allowed per field)",
          floats(EUCLIDEAN, 1, 2),
          floats(EUCLIDEAN, 3, 4));
      refusedDocument(
          writer,
          "Inconsistency of field data structures across documents for field [v] of doc [4]. vector"
              + " dimension: expected '2', but it has '3'.",
          floats(EUCLIDEAN, 1, 2, 3));
      refusedDocument(
          writer,
          "Field [w] vector's dimensions must be <= [4096]; got 4097",
          new KnnFloatVectorField("w", new float[4097]));
      writer.addDocument(document(floats(EUCLIDEAN, 3, 4)));
      writer.commit();
      assertEquals(2, writer.getDocStats().numDocs);
    }
  }

  /** Lucene's own fields refuse these. */
  public void testFields() {
    String zero = "zero vector not allowed with cosine similarity function";
    refused(zero, () -> new KnnFloatVectorField("z", new float[2], COSINE));
    refused(zero, () -> new KnnByteVectorField("z", new byte[2], COSINE));
    refused(
        "non-finite value at vector[0]=NaN",
        () -> new KnnFloatVectorField("z", new float[] {Float.NaN}));
  }

  private static KnnFloatVectorField floats(VectorSimilarityFunction similarity, float... vector) {
    return new KnnFloatVectorField("v", vector, similarity);
  }

  /** Lucene checks a field's vector when the field is made; this one changes behind its back. */
  private static Field later(float value) {
    float[] vector = {1, 2};
    Field field = floats(EUCLIDEAN, vector);
    vector[1] = value;
    return field;
  }

  private static void refusedDocument(IndexWriter writer, String message, Field... fields) {
    refused(message, () -> writer.addDocument(document(fields)));
  }

  /** With a graph and without, with codes and without. */
  public void testQueries() throws IOException {
    for (Deferral deferral : new Deferral[] {Deferral.never(), Deferral.auto()}) {
      for (int bits : new int[] {0, 1, 4, 7}) {
        try (Directory directory = newDirectory()) {
          fill(directory, DEFAULTS.withDeferral(deferral).withBits(bits));
          try (DirectoryReader reader = DirectoryReader.open(directory)) {
            assertRefused(reader.leaves().get(0).reader());
          }
        }
      }
    }
  }

  private static void fill(Directory directory, DiskAnnParameters parameters) throws IOException {
    try (IndexWriter writer = new IndexWriter(directory, config(parameters))) {
      for (int i = 0; i < 50; i++) {
        writer.addDocument(
            document(
                floats(EUCLIDEAN, i, i % 7),
                new KnnFloatVectorField("cosine", new float[] {i, 1}, COSINE),
                new KnnByteVectorField("bytes", new byte[] {(byte) i, 1}, COSINE)));
      }
    }
  }

  private static void assertRefused(LeafReader segment) throws IOException {
    String cosine =
        "COSINE needs a vector whose squares sum up to more than 0 and stay finite; sum=";
    for (String field : new String[] {"v", "cosine"}) {
      refusedQuery("vector query dimension: 1 differs from field dimension: 2", segment, field, 1);
      refusedQuery(
          "vector query dimension: 3 differs from field dimension: 2", segment, field, 1, 2, 3);
      refusedQuery("non-finite value at vector[1]=NaN", segment, field, 1, Float.NaN);
      refusedQuery(
          "non-finite value at vector[0]=Infinity", segment, field, Float.POSITIVE_INFINITY, 1);
    }
    refusedQuery(cosine + "0.0", segment, "cosine", 0, 0);
    refusedQuery(cosine + "0.0", segment, "cosine", 1e-30f, 0);
    refusedQuery(cosine + "Infinity", segment, "cosine", 1e30f, 1);
    refused(cosine + "0.0", () -> search(segment, "bytes", new byte[2]));
    refused(
        "vector query dimension: 1 differs from field dimension: 2",
        () -> search(segment, "bytes", new byte[] {1}));
    refused(
        "k must be at least 1, got: 0", () -> new KnnFloatVectorQuery("v", new float[] {1, 2}, 0));
    AcceptDocs all = AcceptDocs.fromLiveDocs(null, segment.maxDoc());
    assertEquals(
        0, segment.searchNearestVectors("v", new float[] {1, 2}, 0, all, 100).scoreDocs.length);
  }

  private static void refusedQuery(
      String message, LeafReader segment, String field, float... target) {
    AcceptDocs all = AcceptDocs.fromLiveDocs(null, segment.maxDoc());
    refused(message, () -> segment.searchNearestVectors(field, target, 3, all, 100));
  }

  private static void search(LeafReader segment, String field, byte[] target) throws IOException {
    AcceptDocs all = AcceptDocs.fromLiveDocs(null, segment.maxDoc());
    segment.searchNearestVectors(field, target, 3, all, 100);
  }
}

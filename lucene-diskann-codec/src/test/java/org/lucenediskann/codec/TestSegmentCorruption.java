package org.lucenediskann.codec;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.util.Bits;

/**
 * Real segments whose graph and meta files were changed under checksums that are right again: they
 * open and answer, with documents that exist and their scores, or fail as Lucene fails of bad
 * bytes. (Of the files that Lucene's own formats read, nothing can be said once their checksum is
 * right.)
 */
public class TestSegmentCorruption extends LuceneTestCase {

  private static final int DIMENSION = 5;

  private static final List<String> OURS = List.of("vem", "vex");

  private static final List<String> ALL = List.of("vem", "vex", "vemf", "vec", "vemq", "veq");

  /** Two segments. */
  private Directory index(int documents, DiskAnnParameters... ofFields) throws IOException {
    Random random = random();
    IndexWriterConfig config =
        new IndexWriterConfig()
            .setCodec(codec(ofFields))
            .setUseCompoundFile(false)
            .setMergePolicy(NoMergePolicy.INSTANCE);
    Directory directory = new ByteBuffersDirectory();
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int i = 0; i < 2 * documents; i++) {
        writer.addDocument(document(random, i, ofFields.length));
        if (i == documents - 1) {
          writer.commit();
        }
      }
    }
    return directory;
  }

  /** Field {@code f0…} and {@code b0…} are of the first format, {@code f1…} of the second. */
  private static DiskAnnCodec codec(DiskAnnParameters... ofFields) {
    KnnVectorsFormat[] formats =
        Arrays.stream(ofFields).map(DiskAnnVectorsFormat::new).toArray(KnnVectorsFormat[]::new);
    return new DiskAnnCodec() {
      @Override
      public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return formats[field.charAt(1) - '0'];
      }
    };
  }

  private static Document document(Random random, int i, int formats) {
    Document document = new Document();
    for (int format = 0; format < formats; format++) {
      document.add(
          new KnnFloatVectorField(
              "f" + format + "all", floats(random), VectorSimilarityFunction.EUCLIDEAN));
      if (i % 3 == 0) {
        document.add(
            new KnnFloatVectorField(
                "f" + format + "third", floats(random), VectorSimilarityFunction.COSINE));
        document.add(new KnnByteVectorField("b" + format + "third", bytes(random)));
      }
    }
    return document;
  }

  private static float[] floats(Random random) {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  private static byte[] bytes(Random random) {
    byte[] vector = new byte[DIMENSION];
    random.nextBytes(vector);
    return vector;
  }

  /** Opens, checks and searches everything, with all documents accepted and with some. */
  private static void readAll(Directory directory, Random random) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        CodecReader segment = (CodecReader) leaf.reader();
        segment.getVectorReader().checkIntegrity();
        Bits some = someOf(segment.maxDoc());
        for (FieldInfo field : segment.getFieldInfos()) {
          if (field.hasVectorValues()) {
            search(segment, field, null, random);
            search(segment, field, some, random);
          }
        }
      }
    }
  }

  private static Bits someOf(int maxDoc) {
    return new Bits() {
      @Override
      public boolean get(int doc) {
        return doc % 2 == 0;
      }

      @Override
      public int length() {
        return maxDoc;
      }
    };
  }

  private static void search(CodecReader segment, FieldInfo field, Bits accepted, Random random)
      throws IOException {
    TopKnnCollector collector = new TopKnnCollector(10, Integer.MAX_VALUE);
    AcceptDocs acceptDocs = AcceptDocs.fromLiveDocs(accepted, segment.maxDoc());
    VectorScorer exact;
    if (field.getVectorEncoding() == VectorEncoding.BYTE) {
      byte[] query = bytes(random);
      segment.getVectorReader().search(field.name, query, collector, acceptDocs);
      exact = segment.getByteVectorValues(field.name).scorer(query);
    } else {
      float[] query = floats(random);
      segment.getVectorReader().search(field.name, query, collector, acceptDocs);
      exact = segment.getFloatVectorValues(field.name).scorer(query);
    }
    Map<Integer, Float> scores = new HashMap<>();
    while (exact.iterator().nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
      scores.put(exact.iterator().docID(), exact.score());
    }
    Set<Integer> seen = new HashSet<>();
    for (ScoreDoc hit : collector.topDocs().scoreDocs) {
      assertTrue("document " + hit.doc, hit.doc >= 0 && hit.doc < segment.maxDoc());
      assertTrue("accepted " + hit.doc, accepted == null || accepted.get(hit.doc));
      assertTrue("twice " + hit.doc, seen.add(hit.doc));
      assertEquals("score of " + hit.doc, scores.get(hit.doc), hit.score, 1e-5f);
    }
  }

  /** What damages a file's bytes. */
  private interface Damage {
    byte[] of(byte[] sound, Random random);
  }

  private void assertSafe(Directory directory, String file, byte[] broken, String what)
      throws IOException {
    byte[] sound = read(directory, file);
    write(directory, file, broken);
    try {
      readAll(directory, random());
    } catch (CorruptIndexException
        | IndexFormatTooNewException
        | IndexFormatTooOldException
        | EOFException expected) {
      assertTrue(what, expected.getMessage() != null);
    } catch (Throwable t) {
      throw new AssertionError(file + ": " + what, t);
    }
    write(directory, file, sound);
  }

  private void assertSafe(Directory directory, int times, Damage damage) throws IOException {
    for (String file : files(directory, OURS)) {
      byte[] sound = read(directory, file);
      for (int i = 0; i < times; i++) {
        long seed = random().nextLong();
        byte[] broken = damage.of(sound.clone(), new Random(seed));
        assertSafe(directory, file, broken, "seed " + seed);
      }
    }
    readAll(directory, random());
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
      bytes[random.nextInt(bytes.length - 8)] ^= (byte) (1 << random.nextInt(8));
    }
    return sealed(bytes);
  }

  /** An integer somewhere becomes one that is small, large, negative or off by one. */
  private static byte[] edited(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length - 24);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int[] values = {
      0, -1, 1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 20, buffer.getInt(at) + 1, -2
    };
    buffer.putInt(at, values[random.nextInt(values.length)]);
    return sealed(bytes);
  }

  /** Some bytes in the middle are gone. */
  private static byte[] shortened(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length - 16);
    int to = Math.min(bytes.length - 16, from + 1 + random.nextInt(64));
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - (to - from));
    System.arraycopy(bytes, to, shorter, from, bytes.length - to);
    return sealed(shorter);
  }

  /** With the checksum that goes with the bytes. */
  private static byte[] sealed(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, bytes.length - 8);
    ByteBuffer.wrap(bytes).putLong(bytes.length - 8, crc.getValue());
    return bytes;
  }

  private void assertSafe(Directory directory, int times) throws IOException {
    assertSafe(directory, times, TestSegmentCorruption::flipped);
    assertSafe(directory, times, TestSegmentCorruption::edited);
    assertSafe(directory, times / 4 + 1, TestSegmentCorruption::shortened);
    directory.close();
  }

  private static DiskAnnParameters graphs() {
    return DiskAnnParameters.defaults().withMaxDegree(4).withDeferral(Deferral.never());
  }

  public void testGraphs() throws IOException {
    assertSafe(index(150, graphs()), atLeast(60));
  }

  public void testFourBits() throws IOException {
    assertSafe(index(150, graphs().withBits(4)), atLeast(60));
  }

  public void testOneBit() throws IOException {
    assertSafe(index(150, graphs().withBits(1)), atLeast(60));
  }

  public void testDeferred() throws IOException {
    assertSafe(index(60, graphs().withDeferral(Deferral.vectors(1000))), atLeast(60));
  }

  public void testRouter() throws IOException {
    assertSafe(index(5000, graphs()), atLeast(10));
  }

  /** A file in the place of another, checksums and all. */
  public void testSwappedFiles() throws IOException {
    try (Directory directory = index(100, graphs().withBits(4), graphs().withBits(1))) {
      List<String> files = files(directory, ALL);
      for (String file : files) {
        for (String other : files) {
          if (!other.equals(file)) {
            swap(directory, file, other);
          }
        }
      }
      readAll(directory, random());
    }
  }

  /** The header has the id of the segment and the suffix that keeps formats apart. */
  private void swap(Directory directory, String file, String other) throws IOException {
    byte[] sound = read(directory, file);
    write(directory, file, read(directory, other));
    IOException e = expectThrows(IOException.class, () -> readAll(directory, random()));
    assertTrue(
        file + " is " + other + ": " + e,
        e instanceof CorruptIndexException || e instanceof EOFException);
    write(directory, file, sound);
  }

  private static List<String> files(Directory directory, List<String> extensions)
      throws IOException {
    List<String> files = new ArrayList<>();
    for (String file : directory.listAll()) {
      if (extensions.contains(file.substring(file.lastIndexOf('.') + 1))) {
        files.add(file);
      }
    }
    return files;
  }

  private static byte[] read(Directory directory, String file) throws IOException {
    try (IndexInput in = directory.openInput(file, IOContext.READONCE)) {
      byte[] bytes = new byte[(int) in.length()];
      in.readBytes(bytes, 0, bytes.length);
      return bytes;
    }
  }

  private static void write(Directory directory, String file, byte[] bytes) throws IOException {
    directory.deleteFile(file);
    try (IndexOutput out = directory.createOutput(file, IOContext.DEFAULT)) {
      out.writeBytes(bytes, bytes.length);
    }
  }
}

package org.lucenediskann.codec;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.tests.util.LuceneTestCase;

/**
 * Real segments whose files were changed under checksums that are right again: they open and
 * answer, with documents that exist and their scores, or fail as Lucene fails of bad bytes.
 */
public class TestSegmentCorruption extends LuceneTestCase {

  private static final int DIMENSION = 5;

  private static final List<String> OURS = List.of("vem", "vex");

  private static final List<String> LUCENES = List.of("vemf", "vec", "vemq", "veq");

  private static final List<String> ALL = List.of("vem", "vex", "vemf", "vec", "vemq", "veq");

  /** Two segments. */
  private Directory index(int documents, DiskAnnParameters... ofFields) throws IOException {
    return index(new ByteBuffersDirectory(), documents, ofFields);
  }

  private Directory index(Directory directory, int documents, DiskAnnParameters... ofFields)
      throws IOException {
    Random random = random();
    IndexWriterConfig config =
        new IndexWriterConfig()
            .setCodec(codec(ofFields))
            .setUseCompoundFile(false)
            .setMergePolicy(NoMergePolicy.INSTANCE);
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
              "f" + format + "all",
              SegmentReading.floats(DIMENSION, random),
              VectorSimilarityFunction.EUCLIDEAN));
      if (i % 3 == 0) {
        document.add(
            new KnnFloatVectorField(
                "f" + format + "third",
                SegmentReading.floats(DIMENSION, random),
                VectorSimilarityFunction.COSINE));
        document.add(
            new KnnByteVectorField(
                "b" + format + "third", SegmentReading.bytes(DIMENSION, random)));
      }
    }
    return document;
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
      SegmentReading.readAll(directory, random(), isOurs(file));
    } catch (Throwable t) {
      if (!SegmentReading.saysWhatIsWrong(t)) {
        throw new AssertionError(file + ": " + what, t);
      }
    }
    write(directory, file, sound);
  }

  private void assertSafe(Directory directory, List<String> extensions, int times, Damage damage)
      throws IOException {
    for (String file : files(directory, extensions)) {
      byte[] sound = read(directory, file);
      for (int i = 0; i < times; i++) {
        long seed = random().nextLong();
        byte[] broken = damage.of(sound.clone(), new Random(seed));
        assertSafe(directory, file, broken, "seed " + seed);
      }
    }
    SegmentReading.readAll(directory, random(), true);
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
    assertSafe(directory, OURS, times);
  }

  private void assertSafe(Directory directory, List<String> extensions, int times)
      throws IOException {
    assertSafe(directory, extensions, times, TestSegmentCorruption::flipped);
    assertSafe(directory, extensions, times, TestSegmentCorruption::edited);
    assertSafe(directory, extensions, times / 4 + 1, TestSegmentCorruption::shortened);
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

  /**
   * Vectors, codes and documents may be others then, and so may hits; but all of them exist. On
   * disk, since reading behind an end says so there only.
   */
  public void testLucenesFiles() throws IOException {
    Directory directory = new MMapDirectory(createTempDir());
    assertSafe(index(directory, 150, graphs().withBits(4), graphs()), LUCENES, atLeast(15));
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
      SegmentReading.readAll(directory, random(), true);
    }
  }

  /** The header has the id of the segment and the suffix that keeps formats apart. */
  private void swap(Directory directory, String file, String other) throws IOException {
    byte[] sound = read(directory, file);
    write(directory, file, read(directory, other));
    IOException e =
        expectThrows(IOException.class, () -> SegmentReading.readAll(directory, random(), true));
    assertTrue(
        file + " is " + other + ": " + e,
        e instanceof CorruptIndexException || e instanceof EOFException);
    write(directory, file, sound);
  }

  private static boolean isOurs(String file) {
    return OURS.contains(file.substring(file.lastIndexOf('.') + 1));
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

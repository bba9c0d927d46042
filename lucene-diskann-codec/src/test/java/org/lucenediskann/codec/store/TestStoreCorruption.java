package org.lucenediskann.codec.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.graph.Graph;
import org.lucenediskann.codec.graph.NeighborLists;
import org.lucenediskann.codec.graph.Router;

/** Whatever happens to a file, it is noticed, and said with Lucene's exceptions for that. */
public class TestStoreCorruption extends LuceneTestCase {

  private static final int SIZE = 20;
  private static final FieldInfo FIELD =
      OneSegment.field("f", 2, 8, VectorEncoding.FLOAT32, VectorSimilarityFunction.EUCLIDEAN);

  /** Counts, sizes, ordinals, NaN and infinity. */
  private static final int[] SPECIAL = {
    -2,
    -1,
    0,
    1,
    2,
    3,
    SIZE - 1,
    SIZE,
    SIZE + 1,
    64,
    1 << 16,
    1 << 30,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0x7fc00000,
    0x7f800000
  };

  private Directory directory;
  private OneSegment segment;
  private int entryStart;

  @Override
  public void setUp() throws Exception {
    super.setUp();
    directory = new ByteBuffersDirectory();
    segment = OneSegment.of(directory, "s", FIELD);
    try (GraphWriter writer = new GraphWriter(segment.writing())) {
      writer.writeGraph(FIELD, ring(), .5, new BuildRecord(4, 1.2f, 4, 2, "text"));
      writer.finish();
    }
    entryStart = CodecUtil.indexHeaderLength("DiskAnnMeta", "s");
  }

  @Override
  public void tearDown() throws Exception {
    directory.close();
    super.tearDown();
  }

  private static NeighborLists ring() {
    NeighborLists graph = new NeighborLists(SIZE, 4);
    for (int node = 0; node < SIZE; node++) {
      graph.set(node, new int[] {(node + 1) % SIZE, (node + SIZE - 1) % SIZE}, 2);
    }
    graph.setEntryPoints(0, 10);
    NeighborLists level = new NeighborLists(3, 2);
    level.set(0, new int[] {1, 2}, 2);
    level.setEntryPoints(0);
    graph.setRouter(new Router(List.of(new Router.Level(new int[] {1, 7, 19}, level)), 0));
    return graph;
  }

  /** Opens the segment and reads everything there is. */
  private void readAll() throws IOException {
    try (GraphReader reader = new GraphReader(segment.reading())) {
      reader.checkIntegrity();
      Graph graph = reader.openGraph(reader.entry("f"));
      int[] row = new int[graph.maxDegree()];
      for (int node = 0; node < graph.size(); node++) {
        graph.neighbors(node, row);
      }
      Graph level = graph.router().levels().get(0).graph();
      for (int node = 0; node < level.size(); node++) {
        level.neighbors(node, row);
      }
    }
  }

  private void assertNoticed(String message) {
    Exception e = expectThrows(Exception.class, this::readAll);
    boolean known =
        e instanceof CorruptIndexException
            || e instanceof IndexFormatTooNewException
            || e instanceof IndexFormatTooOldException
            || e instanceof EOFException;
    if (!known) {
      throw new AssertionError(message, e);
    }
  }

  public void testSoundFiles() throws IOException {
    readAll();
  }

  public void testEveryFlippedByteIsNoticed() throws IOException {
    for (String extension : new String[] {"vem", "vex"}) {
      byte[] sound = segment.bytes(extension);
      for (int i = 0; i < sound.length; i++) {
        byte[] broken = sound.clone();
        broken[i] ^= (byte) (1 << random().nextInt(8));
        segment.replace(extension, broken);
        assertNoticed(extension + " byte " + i);
      }
      segment.replace(extension, sound);
    }
    readAll();
  }

  public void testEveryTruncationIsNoticed() throws IOException {
    for (String extension : new String[] {"vem", "vex"}) {
      byte[] sound = segment.bytes(extension);
      for (int length = 0; length < sound.length; length++) {
        segment.replace(extension, Arrays.copyOf(sound, length));
        assertNoticed(extension + " length " + length);
      }
      segment.replace(extension, sound);
    }
    readAll();
  }

  /** What a writer would have to have written for the checksum to be right. */
  public void testEveryTruncationUnderARightChecksum() throws IOException {
    for (String extension : new String[] {"vem", "vex"}) {
      byte[] sound = segment.bytes(extension);
      int footer = sound.length - CodecUtil.footerLength();
      for (int length = 0; length < footer; length++) {
        byte[] shorter = Arrays.copyOf(sound, length + CodecUtil.footerLength());
        System.arraycopy(sound, footer, shorter, length, CodecUtil.footerLength());
        segment.replace(extension, patched(shorter, 0, new byte[0]));
        assertNoticed(extension + " length " + length);
      }
      segment.replace(extension, sound);
    }
  }

  /** Magic number, codec, version, segment id, suffix. */
  public void testEveryByteOfAHeader() throws IOException {
    for (String extension : new String[] {"vem", "vex"}) {
      byte[] sound = segment.bytes(extension);
      String codec = extension.equals("vem") ? "DiskAnnMeta" : "DiskAnnGraph";
      for (int i = 0; i < CodecUtil.indexHeaderLength(codec, "s"); i++) {
        byte[] other = {(byte) (sound[i] ^ (1 << random().nextInt(8)))};
        segment.replace(extension, patched(sound, i, other));
        assertNoticed(extension + " byte " + i);
      }
      segment.replace(extension, sound);
    }
  }

  public void testVersions() throws IOException {
    for (String extension : new String[] {"vem", "vex"}) {
      byte[] sound = segment.bytes(extension);
      String codec = extension.equals("vem") ? "DiskAnnMeta" : "DiskAnnGraph";
      int last = CodecUtil.headerLength(codec) - 1; // byte of the version, which is big-endian
      segment.replace(extension, patched(sound, last, new byte[] {2}));
      assertMessage(IndexFormatTooNewException.class, ": 2 (needs to be between 1 and 1)");
      segment.replace(extension, patched(sound, last, new byte[] {0}));
      assertMessage(
          IndexFormatTooOldException.class, ": 0 (needs to be between 1 and 1). This version");
      segment.replace(extension, sound);
    }
  }

  public void testUnknownEnums() throws IOException {
    byte[] sound = segment.bytes("vem");
    segment.replace("vem", patched(sound, entryStart + 4, new byte[] {2}));
    assertMessage(CorruptIndexException.class, "unknown vector encoding 2 (");
    segment.replace("vem", patched(sound, entryStart + 8, new byte[] {4}));
    assertMessage(CorruptIndexException.class, "unknown similarity 4 (");
    segment.replace("vem", patched(sound, entryStart + 28, new byte[] {3}));
    assertMessage(CorruptIndexException.class, "bits=3");
  }

  private void assertMessage(Class<? extends IOException> type, String part) {
    String message = expectThrows(type, this::readAll).getMessage();
    assertTrue(message, message.contains(part));
  }

  /** Every integer becomes any of those that are special: noticed, or of no consequence. */
  public void testAnyNumberAnywhere() throws IOException {
    for (String extension : new String[] {"vem", "vex"}) {
      byte[] sound = segment.bytes(extension);
      int start = extension.equals("vem") ? entryStart : 64;
      for (int at = start; at <= sound.length - CodecUtil.footerLength() - 4; at += 4) {
        for (int value : SPECIAL) {
          byte[] bytes =
              ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
          segment.replace(extension, patched(sound, at, bytes));
          assertNoticedOrRead(extension + " byte " + at + ": " + value);
        }
      }
      segment.replace(extension, sound);
    }
  }

  private void assertNoticedOrRead(String message) {
    try {
      readAll();
    } catch (@SuppressWarnings("unused")
        CorruptIndexException
        | IndexFormatTooNewException
        | IndexFormatTooOldException
        | EOFException e) {
      return;
    } catch (Throwable t) {
      throw new AssertionError(message, t);
    }
  }

  public void testFilesOfAnotherSegment() throws IOException {
    byte[] graphs = segment.bytes("vex");
    OneSegment other = OneSegment.of(new ByteBuffersDirectory(), "s", FIELD);
    try (GraphWriter writer = new GraphWriter(other.writing())) {
      writer.writeGraph(FIELD, ring(), .5, new BuildRecord(4, 1.2f, 4, 2, "text"));
      writer.finish();
    }
    segment.replace("vex", other.bytes("vex"));
    assertNoticed("graph of another segment");
    segment.replace("vex", graphs);
    segment.replace("vem", other.bytes("vem"));
    assertNoticed("meta of another segment");
    other.directory().close();
  }

  public void testFieldDeclaredOtherwise() throws IOException {
    FieldInfo[] others = {
      OneSegment.field("f", 2, 9, VectorEncoding.FLOAT32, VectorSimilarityFunction.EUCLIDEAN),
      OneSegment.field("f", 2, 8, VectorEncoding.BYTE, VectorSimilarityFunction.EUCLIDEAN),
      OneSegment.field("f", 2, 8, VectorEncoding.FLOAT32, VectorSimilarityFunction.COSINE),
      OneSegment.field("f", 1, 8, VectorEncoding.FLOAT32, VectorSimilarityFunction.EUCLIDEAN),
    };
    OneSegment sound = segment;
    for (FieldInfo other : others) {
      OneSegment declared = OneSegment.of(directory, "s", other);
      segment = new OneSegment(directory, sound.info(), declared.fields(), "s");
      assertNoticed(other.name + " " + other.number);
    }
  }

  /** Values that no writer writes, under a checksum that is right. */
  public void testImpossibleValues() throws IOException {
    impossibleInt(4, 2, -1); // encoding
    impossibleInt(8, 4, -1); // similarity
    impossibleInt(12, 0, -1); // dimension
    impossibleInt(16, -1, 0, SIZE - 1, SIZE + 1, Integer.MAX_VALUE); // size
    impossibleInt(20, 0, -1, 3, 5, Integer.MAX_VALUE); // maxDegree
    impossibleInt(24, Float.floatToIntBits(0.5f), Float.floatToIntBits(Float.NaN)); // alpha
    impossibleInt(28, -1, 3, 5, 6, 9, 32); // bits
    impossibleInt(32, Float.floatToIntBits(0.5f), Float.floatToIntBits(Float.NaN)); // oversample
    impossibleLong(36, -64, 0, 1, 1L << 40, Long.MAX_VALUE / 64 * 64); // graphOffset
    impossibleLong(44, -1, 4 * 4 * SIZE - 4, Long.MAX_VALUE); // graphLengthBytes
    impossibleLong(52, -1, 4 * SIZE + 1); // edgeCount
    impossibleInt(60, -1, 0, SIZE + 1, Integer.MAX_VALUE); // entryPointCount
    impossibleInt(64, -1, SIZE); // first of two entry points
    impossibleInt(72, -1, 1 << 16, Integer.MAX_VALUE); // parametersLengthBytes
    impossibleInt(80, -1, 2, 32, Integer.MAX_VALUE); // routerLevelCount, behind "text"
    impossibleInt(84, -1, 0, SIZE + 1, Integer.MAX_VALUE); // size of a level
    impossibleInt(88, -1, 0, Integer.MAX_VALUE); // its maxDegree
    impossibleLong(92, -64, 0, 1, 1L << 40, Long.MAX_VALUE / 64 * 64); // its offset
    impossibleInt(100, -1, 0, 4, Integer.MAX_VALUE); // its entryPointCount
    impossibleInt(104, -1, 3); // its entry point
    impossibleInt(108, -1, 1025, Integer.MAX_VALUE); // routerMaxWidth
    impossibleInt(112, Float.floatToIntBits(-1f), Float.floatToIntBits(Float.NaN)); // renewed
  }

  private void impossibleInt(int offset, int... values) throws IOException {
    for (int value : values) {
      impossible(offset, ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value));
    }
  }

  private void impossibleLong(int offset, long... values) throws IOException {
    for (long value : values) {
      impossible(offset, ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value));
    }
  }

  private void impossible(int offset, ByteBuffer value) throws IOException {
    byte[] sound = segment.bytes("vem");
    segment.replace("vem", patched(sound, entryStart + offset, value.array()));
    assertNoticed("entry offset " + offset + ": " + Arrays.toString(value.array()));
    segment.replace("vem", sound);
  }

  public void testImpossibleNeighbors() throws IOException {
    byte[] sound = segment.bytes("vex");
    int firstRow;
    try (GraphReader reader = new GraphReader(segment.reading())) {
      firstRow = (int) reader.entry("f").graphOffset();
    }
    for (int neighbor : new int[] {-2, SIZE, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      byte[] value = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(neighbor).array();
      segment.replace("vex", patched(sound, firstRow + 7 * 16, value));
      assertNoticed("neighbor " + neighbor);
    }
  }

  public void testImpossibleRouter() throws IOException {
    byte[] sound = segment.bytes("vex");
    int nodes;
    try (GraphReader reader = new GraphReader(segment.reading())) {
      nodes = (int) reader.entry("f").router().get(0).offset();
    }
    int[][] impossible = {{0, -1}, {0, 7}, {4, 1}, {4, 19}, {8, 20}, {8, 2}, {12, -2}, {16, 3}};
    for (int[] edit : impossible) {
      byte[] value = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(edit[1]).array();
      segment.replace("vex", patched(sound, nodes + edit[0], value));
      assertNoticed(Arrays.toString(edit));
    }
  }

  /** The same bytes with some replaced, and the checksum that goes with them. */
  private static byte[] patched(byte[] sound, int position, byte[] value) {
    byte[] bytes = sound.clone();
    System.arraycopy(value, 0, bytes, position, value.length);
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, bytes.length - 8);
    ByteBuffer.wrap(bytes).putLong(bytes.length - 8, crc.getValue());
    return bytes;
  }
}

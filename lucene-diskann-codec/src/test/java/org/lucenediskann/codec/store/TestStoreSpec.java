package org.lucenediskann.codec.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.graph.Graph;
import org.lucenediskann.codec.graph.NeighborLists;
import org.lucenediskann.codec.graph.Router;

/**
 * Reads files by the tables of {@code package-info} alone, byte by byte, with none of the classes
 * that wrote them.
 */
public class TestStoreSpec extends LuceneTestCase {

  /** A field entry, in the order of its table. */
  private record Entry(
      int fieldNumber,
      int encoding,
      int similarity,
      int dimension,
      int size,
      int maxDegree,
      float alpha,
      int bits,
      float oversample,
      long graphOffset,
      long graphLengthBytes,
      long edgeCount,
      List<Integer> entryPoints,
      String parameters,
      List<Level> router,
      int routerMaxWidth,
      float renewed) {}

  /** A router level, in the order of its table. */
  private record Level(int size, int maxDegree, long offset, List<Integer> entryPoints) {}

  private static final int PARAMETERS_BYTES = 9; // the minus sign of the text takes three
  private static final BuildRecord BUILD = new BuildRecord(5, 1.25f, 7, 1.5f, "seed=−3");

  public void testTables() throws IOException {
    FieldInfo first =
        OneSegment.field(
            "first", 0, 12, VectorEncoding.FLOAT32, VectorSimilarityFunction.EUCLIDEAN);
    FieldInfo empty =
        OneSegment.field("empty", 3, 1, VectorEncoding.BYTE, VectorSimilarityFunction.COSINE);
    FieldInfo deferred =
        OneSegment.field(
            "deferred", 4, 4096, VectorEncoding.FLOAT32, VectorSimilarityFunction.DOT_PRODUCT);
    FieldInfo last =
        OneSegment.field(
            "last", 9, 2, VectorEncoding.BYTE, VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT);
    NeighborLists firstGraph = randomGraph(37, 5, 7, 21);
    NeighborLists lastGraph = randomGraph(1, 9, 0);
    NeighborLists coarse = randomGraph(2, 3, 1);
    NeighborLists fine = randomGraph(6, 4, 2, 3);
    firstGraph.setRouter(
        new Router(
            List.of(
                new Router.Level(new int[] {5, 36}, coarse),
                new Router.Level(new int[] {0, 5, 6, 30, 35, 36}, fine)),
            6));
    try (Directory directory = new ByteBuffersDirectory()) {
      OneSegment segment = OneSegment.of(directory, "diskann_0", first, empty, deferred, last);
      try (GraphWriter writer = new GraphWriter(segment.writing())) {
        writer.writeGraph(first, firstGraph, .25, BUILD);
        writer.writeWithoutGraph(empty, 0, BUILD);
        writer.writeWithoutGraph(deferred, 500, BUILD);
        writer.writeGraph(last, lastGraph, 0, BUILD);
        writer.finish();
      }
      byte[] vem = segment.bytes("vem");
      byte[] vex = segment.bytes("vex");
      List<Entry> entries = readMeta(segment, vem);
      int graphStart = checkHeaderAndFooter(segment, vex, "DiskAnnGraph");

      assertEquals(4, entries.size());
      Entry a = entries.get(0);
      Entry d = entries.get(3);
      long edges = edges(firstGraph);
      List<Integer> starts = List.of(7, 21);
      String text = "seed=−3";
      long levelStart = alignedTo64(a.graphOffset() + 37 * 5 * 4L);
      long nextStart = alignedTo64(levelStart + 4 * (2 + 2 * 3));
      long routerEnd = nextStart + 4 * (6 + 6 * 4);
      List<Level> levels =
          List.of(
              new Level(2, 3, levelStart, List.of(1)), new Level(6, 4, nextStart, List.of(2, 3)));
      assertEquals(
          new Entry(
              0,
              1,
              0,
              12,
              37,
              5,
              1.25f,
              7,
              1.5f,
              a.graphOffset(),
              37 * 5 * 4L,
              edges,
              starts,
              text,
              levels,
              6,
              .25f),
          a);
      assertEquals(
          new Entry(3, 0, 2, 1, 0, 5, 1.25f, 0, 1.5f, 0, 0, 0, List.of(), text, List.of(), 0, 0),
          entries.get(1));
      assertEquals(
          new Entry(
              4, 1, 1, 4096, 500, 5, 1.25f, 7, 1.5f, 0, 0, 0, List.of(), text, List.of(), 0, 0),
          entries.get(2));
      assertEquals(
          new Entry(
              9,
              0,
              3,
              2,
              1,
              9,
              1.25f,
              0,
              1.5f,
              d.graphOffset(),
              9 * 4L,
              0,
              List.of(0),
              text,
              List.of(),
              0,
              0),
          d);

      assertEquals(alignedTo64(graphStart), a.graphOffset());
      assertEquals(alignedTo64(routerEnd), d.graphOffset());
      assertEquals(vex.length - 16, d.graphOffset() + d.graphLengthBytes());
      assertZero(vex, graphStart, a.graphOffset());
      assertZero(vex, a.graphOffset() + a.graphLengthBytes(), levelStart);
      assertZero(vex, routerEnd, d.graphOffset());
      assertRows(firstGraph, a.graphOffset(), vex);
      assertRows(lastGraph, d.graphOffset(), vex);
      ByteBuffer nodes = littleEndian(vex).position((int) levelStart);
      assertEquals(5, nodes.getInt());
      assertEquals(36, nodes.getInt());
      assertRows(coarse, levelStart + 4 * 2, vex);
      assertRows(fine, nextStart + 4 * 6, vex);
      assertReadersAgree(segment, firstGraph);
    }
  }

  private static void assertReadersAgree(OneSegment segment, Graph expected) throws IOException {
    try (GraphReader reader = new GraphReader(segment.reading())) {
      assertNull(reader.entry("unknown"));
      assertEquals("seed=−3", reader.entry("first").parameters());
      assertFalse(reader.entry("empty").hasGraph());
      assertFalse(reader.entry("deferred").hasGraph());
      Graph graph = reader.openGraph(reader.entry("first"));
      assertEquals(expected.size(), graph.size());
      assertEquals(expected.maxDegree(), graph.maxDegree());
      assertSameGraph(expected, graph);
      List<Router.Level> levels = expected.router().levels();
      assertEquals(levels.size(), graph.router().levels().size());
      assertEquals(expected.router().maxWidth(), graph.router().maxWidth());
      for (int i = 0; i < levels.size(); i++) {
        Router.Level level = graph.router().levels().get(i);
        assertArrayEquals(levels.get(i).nodes(), level.nodes());
        assertSameGraph(levels.get(i).graph(), level.graph());
      }
      reader.checkIntegrity();
    }
  }

  private static void assertSameGraph(Graph expected, Graph graph) throws IOException {
    assertArrayEquals(expected.entryPoints(), graph.entryPoints());
    for (int node = graph.size() - 1; node >= 0; node--) {
      assertArrayEquals(row(expected, node), row(graph, node));
    }
  }

  private static int[] row(Graph graph, int node) throws IOException {
    int[] row = new int[graph.maxDegree()];
    int degree = graph.neighbors(node, row);
    return Arrays.copyOf(row, degree);
  }

  private static NeighborLists randomGraph(int size, int maxDegree, int... entryPoints) {
    NeighborLists graph = new NeighborLists(size, maxDegree);
    for (int node = 0; node < size; node++) {
      int degree = size == 1 ? 0 : random().nextInt(maxDegree + 1);
      int[] row = random().ints(degree, 0, size).toArray();
      graph.set(node, row, degree);
    }
    graph.setEntryPoints(entryPoints);
    return graph;
  }

  private static long edges(NeighborLists graph) {
    long edges = 0;
    for (int node = 0; node < graph.size(); node++) {
      edges += graph.degree(node);
    }
    return edges;
  }

  private static long alignedTo64(long position) {
    return (position + 63) / 64 * 64;
  }

  private static void assertZero(byte[] bytes, long from, long to) {
    for (long i = from; i < to; i++) {
      assertEquals(0, bytes[(int) i]);
    }
  }

  private static void assertRows(NeighborLists graph, long offset, byte[] vex) {
    ByteBuffer in = littleEndian(vex).position((int) offset);
    int[] expected = new int[graph.maxDegree()];
    for (int node = 0; node < graph.size(); node++) {
      Arrays.fill(expected, -1);
      graph.neighbors(node, expected);
      for (int neighbor : expected) {
        assertEquals(neighbor, in.getInt());
      }
    }
  }

  private static List<Entry> readMeta(OneSegment segment, byte[] vem) {
    int position = checkHeaderAndFooter(segment, vem, "DiskAnnMeta");
    ByteBuffer in = littleEndian(vem).position(position);
    List<Entry> entries = new ArrayList<>();
    while (in.getInt(in.position()) != -1) {
      int start = in.position();
      entries.add(readEntry(in));
      Entry last = entries.get(entries.size() - 1);
      int routerBytes = last.router().stream().mapToInt(l -> 20 + 4 * l.entryPoints().size()).sum();
      assertEquals(
          80 + 4 * last.entryPoints().size() + PARAMETERS_BYTES + routerBytes,
          in.position() - start);
    }
    assertEquals(vem.length - 16, in.position() + 4);
    return entries;
  }

  private static Entry readEntry(ByteBuffer in) {
    return new Entry(
        in.getInt(),
        in.getInt(),
        in.getInt(),
        in.getInt(),
        in.getInt(),
        in.getInt(),
        in.getFloat(),
        in.getInt(),
        in.getFloat(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        readEntryPoints(in),
        readText(in),
        readRouter(in),
        in.getInt(),
        in.getFloat());
  }

  private static List<Level> readRouter(ByteBuffer in) {
    int count = in.getInt();
    List<Level> levels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      levels.add(new Level(in.getInt(), in.getInt(), in.getLong(), readEntryPoints(in)));
    }
    return levels;
  }

  private static List<Integer> readEntryPoints(ByteBuffer in) {
    int count = in.getInt();
    List<Integer> entryPoints = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entryPoints.add(in.getInt());
    }
    return entryPoints;
  }

  private static String readText(ByteBuffer in) {
    byte[] utf8 = new byte[in.getInt()];
    in.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** Lucene's frame around every file, big-endian; returns where the header ends. */
  private static int checkHeaderAndFooter(OneSegment segment, byte[] bytes, String codec) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    assertEquals(0x3fd76c17, in.getInt());
    assertEquals(codec, text(in));
    assertEquals("version", 1, in.getInt());
    byte[] id = new byte[16];
    in.get(id);
    assertArrayEquals(segment.info().getId(), id);
    assertEquals(segment.suffix(), text(in));
    int end = in.position();
    in.position(bytes.length - 16);
    assertEquals(~0x3fd76c17, in.getInt());
    assertEquals(0, in.getInt());
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, bytes.length - 8);
    assertEquals(crc.getValue(), in.getLong());
    return end;
  }

  /** A short string: its length in one byte, then its bytes. */
  private static String text(ByteBuffer in) {
    byte[] utf8 = new byte[in.get()];
    in.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}

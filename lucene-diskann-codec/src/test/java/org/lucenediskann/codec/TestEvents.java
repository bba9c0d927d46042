package org.lucenediskann.codec;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.Test;
import org.lucenediskann.codec.events.Events;
import org.lucenediskann.codec.graph.Graph;

/** No LuceneTestCase: that does not suffer threads of others, and the recorder starts some. */
public class TestEvents {

  private static final String PREFIX = "org.lucenediskann.";
  private static final int DIMENSION = 8;
  private static final List<String> PHASES =
      List.of(
          "load",
          "compare",
          "overlap",
          "partition",
          "leaves",
          "prune",
          "connect",
          "route",
          "write");

  private record Workload(List<Long> edges, List<TopDocs> hits) {}

  private interface Work {
    void run() throws IOException;
  }

  /** What was recorded of this format meanwhile, in order of time. */
  private static List<RecordedEvent> record(boolean enabled, Work work) throws IOException {
    Path file = Files.createTempFile("events", ".jfr");
    try (Recording recording = new Recording()) {
      for (String name : List.of("Flush", "Merge", "Search")) {
        if (enabled) {
          recording.enable(PREFIX + name);
        } else {
          recording.disable(PREFIX + name);
        }
      }
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
      return RecordingFile.readAllEvents(file).stream()
          .filter(event -> event.getEventType().getName().startsWith(PREFIX))
          .sorted((a, b) -> a.getStartTime().compareTo(b.getStartTime()))
          .toList();
    } finally {
      Files.delete(file);
    }
  }

  /** Flushes 300 and 50 vectors, searches both segments, merges them, searches again. */
  private static Workload work() throws IOException {
    Workload done = new Workload(new ArrayList<>(), new ArrayList<>());
    DiskAnnParameters parameters =
        DiskAnnParameters.defaults().withDeferral(Deferral.vectors(100)).withBuildThreads(2);
    IndexWriterConfig config =
        new IndexWriterConfig()
            .setCodec(new DiskAnnCodec(parameters))
            .setMergePolicy(new TieredMergePolicy());
    Random random = new Random(42);
    try (Directory directory = new ByteBuffersDirectory();
        IndexWriter writer = new IndexWriter(directory, config)) {
      add(writer, random, 300);
      add(writer, random, 50);
      search(writer, done);
      writer.forceMerge(1);
      search(writer, done);
    }
    return done;
  }

  private static void add(IndexWriter writer, Random random, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Document document = new Document();
      document.add(new KnnFloatVectorField("v", vector(random)));
      writer.addDocument(document);
    }
    writer.commit();
  }

  private static float[] vector(Random random) {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  private static void search(IndexWriter writer, Workload done) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(writer)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        LeafReader segment = leaf.reader();
        AcceptDocs all = AcceptDocs.fromLiveDocs(null, segment.maxDoc());
        float[] query = vector(new Random(7));
        done.hits().add(segment.searchNearestVectors("v", query, 5, all, Integer.MAX_VALUE));
        done.edges().add(edges((DiskAnnVectorsReader) Segments.vectorsReader(segment, "v")));
      }
    }
  }

  private static long edges(DiskAnnVectorsReader reader) throws IOException {
    Graph graph = reader.graph("v");
    long edges = 0;
    for (int node = 0; graph != null && node < graph.size(); node++) {
      edges += graph.neighbors(node, new int[graph.maxDegree()]);
    }
    return edges;
  }

  private static List<RecordedEvent> named(String name, List<RecordedEvent> events) {
    return events.stream().filter(e -> e.getEventType().getName().equals(PREFIX + name)).toList();
  }

  @Test
  public void testFlushesAndMerges() throws IOException {
    List<Workload> done = new ArrayList<>();
    List<RecordedEvent> events = record(true, () -> done.add(work()));
    Workload work = done.get(0);
    List<RecordedEvent> flushes = named("Flush", events);
    assertEquals(2, flushes.size());
    assertSegment(flushes.get(0), "_0", 300, 2, work.edges().get(0));
    assertSegment(flushes.get(1), "_1", 50, 2, 0);
    List<RecordedEvent> merges = named("Merge", events);
    assertEquals(1, merges.size());
    RecordedEvent merge = merges.get(0);
    assertTrue(merge.getInt("threads") >= 1);
    assertSegment(merge, "_2", 350, merge.getInt("threads"), work.edges().get(2));
    assertEquals("rebuild", merge.getString("plan"));
  }

  /** The small graph of newcomers is part of preparing them, and not counted by its own phases. */
  @Test
  public void testMergeTellsItsPlan() throws IOException {
    List<RecordedEvent> merges = named("Merge", record(true, TestEvents::insert));
    assertEquals(1, merges.size());
    RecordedEvent merge = merges.get(0);
    String text = merge.toString();
    assertEquals(text, "insert", merge.getString("plan"));
    assertEquals(text, 2000, merge.getInt("reused"));
    assertEquals(text, 0, merge.getInt("dead"));
    assertTrue(text, merge.getDuration("estimated").isPositive());
    assertTrue(text, merge.getDuration("took").compareTo(merge.getDuration()) < 0);
    assertTrue(text, merge.getLong("heap") > 2020 * 32 * Integer.BYTES);
    Duration sum =
        merge
            .getDuration("connect")
            .plus(merge.getDuration("route"))
            .plus(merge.getDuration("write"));
    for (String phase :
        List.of("copy", "consolidate", "prepareNewcomers", "linkNewcomers", "linkBack")) {
      Duration duration = merge.getDuration(phase);
      assertTrue(text + " " + phase, duration.isPositive());
      sum = sum.plus(duration);
    }
    assertTrue(text, sum.compareTo(merge.getDuration()) <= 0);
    for (String phase :
        List.of("load", "compare", "overlap", "partition", "leaves", "prune", "knownEdges")) {
      assertEquals(text + " " + phase, Duration.ZERO, merge.getDuration(phase));
    }
  }

  /** Flushes 2000 and 20 vectors and merges them. */
  private static void insert() throws IOException {
    DiskAnnParameters parameters = DiskAnnParameters.defaults().withDeferral(Deferral.vectors(100));
    IndexWriterConfig config = new IndexWriterConfig().setCodec(new DiskAnnCodec(parameters));
    Random random = new Random(43);
    try (Directory directory = new ByteBuffersDirectory();
        IndexWriter writer = new IndexWriter(directory, config)) {
      add(writer, random, 2000);
      add(writer, random, 20);
      writer.forceMerge(1);
    }
  }

  /** No edges say that the vectors were deferred. */
  private static void assertSegment(
      RecordedEvent event, String segment, int vectors, int threads, long edges) {
    String text = event.toString();
    assertEquals(text, segment, event.getString("segment"));
    assertEquals(text, "v", event.getString("field"));
    assertEquals(text, vectors, event.getInt("vectors"));
    assertEquals(text, DIMENSION, event.getInt("dimension"));
    assertEquals(text, threads, event.getInt("threads"));
    assertEquals(text, edges, event.getLong("edges"));
    assertEquals(text, edges == 0, event.getBoolean("deferred"));
    assertNull(text, event.getStackTrace());
    Duration sum = Duration.ZERO;
    for (String phase : PHASES) {
      Duration duration = event.getDuration(phase);
      assertEquals(text + " " + phase, edges > 0, duration.isPositive());
      sum = sum.plus(duration);
    }
    assertTrue(text, sum.compareTo(event.getDuration()) <= 0);
  }

  @Test
  public void testSearches() throws IOException {
    List<Workload> done = new ArrayList<>();
    List<RecordedEvent> searches = named("Search", record(true, () -> done.add(work())));
    List<TopDocs> hits = done.get(0).hits();
    assertEquals(3, searches.size());
    assertSearch(searches.get(0), "_0", 300, "graph", hits.get(0));
    assertSearch(searches.get(1), "_1", 50, "exact", hits.get(1));
    assertSearch(searches.get(2), "_2", 350, "graph", hits.get(2));
    assertEquals(50, searches.get(1).getLong("visited"));
  }

  /** Of fifty codes the best ten are read again as vectors for five hits. */
  @Test
  public void testSearchAlongCodes() throws IOException {
    DiskAnnParameters parameters = DiskAnnParameters.defaults().withBits(4).withOversample(2);
    try (Directory directory = new ByteBuffersDirectory();
        IndexWriter writer =
            new IndexWriter(
                directory, new IndexWriterConfig().setCodec(new DiskAnnCodec(parameters)))) {
      Random random = new Random(5);
      for (int i = 0; i < 50; i++) {
        Document document = new Document();
        document.add(new KnnFloatVectorField("v", vector(random)));
        writer.addDocument(document);
      }
      try (DirectoryReader reader = DirectoryReader.open(writer)) {
        LeafReader leaf = reader.leaves().get(0).reader();
        AcceptDocs all = AcceptDocs.fromLiveDocs(null, 50);
        List<RecordedEvent> searches =
            named(
                "Search",
                record(true, () -> leaf.searchNearestVectors("v", vector(random), 5, all, 1000)));
        assertEquals(1, searches.size());
        assertEquals(10, searches.get(0).getInt("reranked"));
        assertEquals(50, searches.get(0).getLong("visited"));
      }
    }
  }

  private static void assertSearch(
      RecordedEvent event, String segment, int vectors, String plan, TopDocs hits) {
    String text = event.toString();
    assertEquals(text, segment, event.getString("segment"));
    assertEquals(text, "v", event.getString("field"));
    assertEquals(text, vectors, event.getInt("vectors"));
    assertEquals(text, vectors, event.getInt("accepted"));
    assertEquals(text, 5, event.getInt("k"));
    assertEquals(text, plan.equals("graph") ? 5 : 0, event.getInt("listSize"));
    assertEquals(text, plan, event.getString("plan"));
    assertEquals(text, hits.totalHits.value(), event.getLong("visited"));
    assertEquals(text, 0, event.getInt("reranked"));
    assertEquals(text, false, event.getBoolean("cutShort"));
    assertNull(text, event.getStackTrace());
  }

  @Test
  public void testNothingWhenOff() throws IOException {
    assertEquals(Collections.emptyList(), record(false, TestEvents::work));
    assertNull(Events.flush());
    assertNull(Events.merge());
    assertNull(Events.search());
    record(true, () -> assertNotNull(Events.search()));
  }
}

package org.lucenediskann.codec.tool;

import static org.lucenediskann.codec.tool.ToolRun.list;
import static org.lucenediskann.codec.tool.ToolRun.map;
import static org.lucenediskann.codec.tool.ToolRun.report;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnParameters;

/** What there is to say of an index. */
public class TestInspect extends LuceneTestCase {

  private static final DiskAnnParameters GRAPHS =
      DiskAnnParameters.defaults().withMaxDegree(16).withDeferral(Deferral.vectors(150));

  private static Map<String, Object> field(Map<String, Object> segment, String name) {
    return list(segment, "fields").stream()
        .filter(field -> field.get("field").equals(name))
        .findFirst()
        .orElseThrow();
  }

  public void testSegmentsAndFields() throws IOException {
    SampleIndex index = new SampleIndex(createTempDir(), random(), GRAPHS, true).add(200, 20);
    index.delete(3, 4, 205);
    List<Map<String, Object>> segments =
        list(report(0, "inspect", index.folder(), "--json"), "segments");
    assertEquals(2, segments.size());
    Map<String, Object> first = segments.get(0);
    assertEquals(200.0, first.get("documents"));
    assertEquals(2.0, first.get("deleted"));
    assertEquals("DiskAnn104", first.get("codec"));
    assertEquals("flush", first.get("source"));
    assertEquals(
        List.of(Map.of("field", "hnsw", "format", "Lucene99HnswVectorsFormat")),
        list(first, "skipped"));
    Map<String, Object> floats = field(first, "floats");
    assertEquals(200.0, floats.get("vectors"));
    assertEquals(8.0, floats.get("dimension"));
    assertEquals("float32", floats.get("encoding"));
    assertEquals("euclidean", floats.get("similarity"));
    assertEquals(false, floats.get("deferred"));
    assertEquals(1.0, floats.get("duplicates"));
    assertTrue(
        floats.get("parameters").toString(),
        floats.get("parameters").toString().endsWith("plan=rebuild"));
    assertGraph(map(floats.get("graph")), 200);
    assertEquals(Map.of("vec", 6400.0, "veq", 0.0, "vex", 200.0 * 16 * 4), floats.get("bytes"));
    assertEquals(
        Map.of("walk", 6400.0 + 200 * 16 * 4, "rerank", 0.0), floats.get("pageCacheBytes"));
    Map<String, Object> bytes = field(segments.get(1), "bytes");
    assertEquals("byte", bytes.get("encoding"));
    assertEquals(10.0, bytes.get("vectors"));
    assertEquals(true, bytes.get("deferred"));
    assertNull(bytes.get("graph"));
    assertEquals(Map.of("vec", 80.0, "veq", 0.0, "vex", 0.0), bytes.get("bytes"));
  }

  private static void assertGraph(Map<String, Object> graph, int nodes) {
    assertEquals((double) nodes, graph.get("reachable"));
    assertEquals(0.0, graph.get("unreachable"));
    double counted = 0;
    double least = 0;
    for (Map<String, Object> bar : list(graph, "degrees")) {
      counted += (Double) bar.get("nodes");
      least += (Double) bar.get("nodes") * (Double) bar.get("from");
      assertTrue((Double) bar.get("to") <= (Double) graph.get("maxDegree"));
    }
    assertEquals((double) nodes, counted, 0);
    assertTrue(least <= (Double) graph.get("edges"));
    assertEquals((Double) graph.get("edges") / nodes, (Double) graph.get("meanDegree"), 1e-9);
  }

  public void testCodesAndRouter() throws IOException {
    DiskAnnParameters parameters = DiskAnnParameters.defaults().withBits(4);
    SampleIndex index = new SampleIndex(createTempDir(), random(), parameters, false).add(4200);
    Map<String, Object> segment =
        list(report(0, "inspect", index.folder(), "--json"), "segments").get(0);
    Map<String, Object> floats = field(segment, "floats");
    assertEquals(4.0, floats.get("bits"));
    assertEquals(3.0, floats.get("oversample"));
    Map<String, Object> graph = map(floats.get("graph"));
    assertEquals(1, list(graph, "router").size());
    assertEquals(64.0, list(graph, "router").get(0).get("nodes"));
    assertEquals(0.0, graph.get("routerMaxWidth"));
    Map<String, Object> bytes = map(floats.get("bytes"));
    assertEquals(4200.0 * 32 * 4 + 64 * (1 + 24) * 4, bytes.get("vex"));
    assertEquals(4200.0 * (4 + 16), (Double) bytes.get("veq"), 64);
    Map<String, Object> pageCache = map(floats.get("pageCacheBytes"));
    assertEquals((Double) bytes.get("vex") + (Double) bytes.get("veq"), pageCache.get("walk"));
    assertEquals(bytes.get("vec"), pageCache.get("rerank"));
    double files = 0;
    for (Map.Entry<String, Object> file : map(segment.get("files")).entrySet()) {
      files += (Double) file.getValue();
    }
    double parts =
        (Double) bytes.get("vex") + (Double) bytes.get("veq") + (Double) bytes.get("vec");
    assertTrue(files > parts);
  }

  public void testPlainText() throws IOException {
    SampleIndex index = new SampleIndex(createTempDir(), random(), GRAPHS, true).add(200);
    ToolRun run = ToolRun.of("inspect", index.folder());
    assertEquals(0, run.exitCode());
    for (String line :
        List.of("vectors: 200", "deferred: no", "from 0, to 2, nodes", "field hnsw, format Luc")) {
      assertTrue(line + " in " + run.out(), run.out().contains(line));
    }
  }

  public void testCompoundSegment() throws IOException {
    SampleIndex index =
        new SampleIndex(createTempDir(), random(), GRAPHS, false).compound().add(200);
    Map<String, Object> segment =
        list(report(0, "inspect", index.folder(), "--json"), "segments").get(0);
    assertEquals(true, segment.get("compound"));
    assertEquals(200.0, field(segment, "floats").get("vectors"));
    assertEquals("vec, vemf, vex, vem", 4, map(segment.get("files")).size());
    report(0, "verify", index.folder(), "--json");
  }

  public void testNoSegments() throws IOException {
    SampleIndex index = new SampleIndex(createTempDir(), random(), GRAPHS, false).add();
    try (var directory = index.open();
        var writer = index.writer(directory)) {
      writer.commit();
    }
    for (Verb verb : Verb.values()) {
      Map<String, Object> report = report(0, verb.word(), index.folder(), "--json");
      assertTrue(report.get("commit").toString().startsWith("segments_"));
    }
  }
}

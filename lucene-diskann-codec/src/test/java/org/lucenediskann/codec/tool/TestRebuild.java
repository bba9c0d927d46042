package org.lucenediskann.codec.tool;

import static org.lucenediskann.codec.tool.ToolRun.list;
import static org.lucenediskann.codec.tool.ToolRun.map;
import static org.lucenediskann.codec.tool.ToolRun.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnParameters;

/** New graphs for an index that nobody writes to. */
public class TestRebuild extends LuceneTestCase {

  private static final DiskAnnParameters GRAPHS =
      DiskAnnParameters.defaults().withMaxDegree(16).withFanout(7).withDeferral(Deferral.never());

  private SampleIndex index() throws IOException {
    return new SampleIndex(createTempDir(), random(), GRAPHS, true).add(800, 100);
  }

  private static Map<String, Object> field(SampleIndex index, String name) {
    return fields(index).stream()
        .filter(field -> field.get("field").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<Map<String, Object>> fields(SampleIndex index) {
    List<Map<String, Object>> segments =
        list(report(0, "inspect", index.folder(), "--json"), "segments");
    assertEquals(1, segments.size());
    assertEquals(1, list(segments.get(0), "skipped").size());
    return list(segments.get(0), "fields");
  }

  private static int documents(SampleIndex index) throws IOException {
    try (Directory directory = index.open();
        DirectoryReader reader = DirectoryReader.open(directory)) {
      return reader.numDocs();
    }
  }

  public void testAllSegmentsIntoOne() throws IOException {
    SampleIndex index = index();
    index.delete(5, 6, 850);
    Map<String, Object> report = report(0, "rebuild", index.folder(), "--json", "--threads=2");
    assertEquals(2.0, report.get("segmentsBefore"));
    assertEquals(1.0, report.get("segmentsAfter"));
    assertEquals(2, list(report, "fields").size());
    assertEquals("hnsw", list(report, "skipped").get(0).get("field"));
    assertEquals(897, documents(index));
    Map<String, Object> floats = field(index, "floats");
    assertEquals(897.0, floats.get("vectors"));
    String parameters = floats.get("parameters").toString();
    assertTrue(parameters, parameters.startsWith("maxDegree=16"));
    assertTrue(parameters, parameters.contains("fanout=7,"));
    assertTrue(parameters, parameters.endsWith("plan=rebuild"));
    report(0, "verify", index.folder(), "--json");
  }

  /** Also where a merge would copy the graph. */
  public void testOneSegmentAnew() throws IOException {
    SampleIndex index = new SampleIndex(createTempDir(), random(), GRAPHS, true).add(800);
    report(0, "rebuild", index.folder(), "--json", "--fanout", "9", "--bits", "4", "--seed=1");
    Map<String, Object> floats = field(index, "floats");
    String parameters = floats.get("parameters").toString();
    assertTrue(parameters, parameters.contains("fanout=9,"));
    assertTrue(parameters, parameters.endsWith("seed=1, plan=rebuild"));
    assertEquals(4.0, floats.get("bits"));
    assertEquals(3.0, floats.get("oversample"));
    report(0, "rebuild", index.folder(), "--json", "--max-degree", "8");
    assertEquals(8.0, map(field(index, "floats").get("graph")).get("maxDegree"));
    assertEquals("bits stay", 4.0, field(index, "floats").get("bits"));
    report(0, "verify", index.folder(), "--json");
  }

  public void testIndexOpenElsewhere() throws IOException {
    SampleIndex index = index();
    try (Directory directory = index.open();
        IndexWriter writer = index.writer(directory)) {
      ToolRun.of("rebuild", index.folder()).assertFailed(2, "open for writing elsewhere");
      writer.rollback();
    }
  }

  /** What cannot be merged stays as it was. */
  public void testFailure() throws IOException {
    SampleIndex index = index();
    Path documents = index.file("fdt");
    index.damage(documents);
    Object commit = report(0, "inspect", index.folder(), "--json").get("commit");
    ToolRun run = ToolRun.of("rebuild", index.folder());
    assertEquals(run.err(), 1, run.exitCode());
    String error = run.err().lines().reduce((first, second) -> second).orElseThrow();
    assertTrue(run.err(), error.contains("checksum") && error.contains("fdt"));
    assertEquals(commit, report(0, "inspect", index.folder(), "--json").get("commit"));
    index.damage(documents); // the same byte, as it was
    report(0, "verify", index.folder(), "--json");
    assertEquals(900, documents(index));
  }
}

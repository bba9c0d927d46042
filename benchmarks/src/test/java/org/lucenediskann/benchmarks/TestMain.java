package org.lucenediskann.benchmarks;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.lucenediskann.benchmarks.data.MadeUpData;

/** Runs whole commands on 2,000 generated vectors. */
public class TestMain {
  private static final int BASE = 2000;
  private static final int QUERIES = 50;
  private static final int DIMENSION = 16;

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

  private static final List<String> NEED_DATA =
      List.of("knn", "compare", "merge", "churn", "filter", "engines");
  private static final List<String> MEASURING =
      Stream.concat(
              NEED_DATA.stream(),
              Stream.of("lowmem", "demo", "ingest", "flush", "scale", "robust", "concurrent"))
          .toList();

  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  @Before
  public void capture() {
    PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(capture);
    System.setErr(capture);
  }

  @After
  public void release() {
    System.setOut(out);
    System.setErr(err);
  }

  @Test
  public void knnMeasuresEveryFormat() throws IOException {
    Path json = temporary.getRoot().toPath().resolve("out.json");

    int exit = knn("--segments", "4", "--force-merge", "--json", json.toString(), "--warm-up", "0");

    assertEquals(text(), 0, exit);
    JsonNode records = new ObjectMapper().readTree(json.toFile());
    assertEquals(2, records.size());
    assertEquals("diskann:deferral=never", records.get(0).get("format").asText());
    assertEquals("hnsw:16:100", records.get(1).get("format").asText());
    for (JsonNode record : records) {
      assertRecord(record, 4, 1);
      assertTrue(record.get("merge_cpu_s").asDouble() > 0);
    }
    assertFalse("nobody asked", records.get(0).has("phase_ms"));
    assertFalse(text(), text().contains("share of phases"));
    assertTrue(text(), text().contains("total CPU s"));
    assertTrue(text(), text().contains("vs hnsw:16:100 at equal visited"));
    JsonNode hnsw = records.get(1).get("curve");
    assertTrue("recall of " + hnsw, hnsw.get(hnsw.size() - 1).get("recall").asDouble() > .95);
  }

  @Test
  public void knnSearchesAllSegments() throws IOException {
    Path json = temporary.getRoot().toPath().resolve("out.json");

    int exit =
        knn("--segments", "5", "--threads", "2", "--json", json.toString(), "--warm-up", "0");

    assertEquals(text(), 0, exit);
    for (JsonNode record : new ObjectMapper().readTree(json.toFile())) {
      int segments = record.get("segments").asInt();
      assertTrue("segments: " + segments, segments >= 5);
      assertRecord(record, segments, segments);
      assertEquals(0, record.get("merge_cpu_s").asDouble(), 0);
    }
  }

  @Test
  public void knnExplainsWhereFlushesSpendTheirTime() throws IOException {
    Path json = temporary.getRoot().toPath().resolve("out.json");

    int exit =
        knn("--segments", "2", "--force-merge", "--explain", "--json", "" + json, "--warm-up", "0");

    assertEquals(text(), 0, exit);
    JsonNode records = new ObjectMapper().readTree(json.toFile());
    JsonNode phases = records.get(0).get("phase_ms");
    List<String> names = new ArrayList<>();
    phases.fieldNames().forEachRemaining(names::add);
    assertEquals(PHASES, names);
    double sum = 0;
    for (JsonNode ms : phases) {
      assertTrue("" + phases, ms.asDouble() >= 0);
      sum += ms.asDouble();
    }
    assertTrue("" + phases, sum > 0);
    assertFalse("HNSW does not say", records.get(1).has("phase_ms"));
    assertPhasesShown(text().substring(text().indexOf("share of phases")).split("\n\n", 2)[0]);
  }

  private void assertPhasesShown(String table) {
    for (String phase : PHASES) {
      assertTrue(text(), table.matches("(?s).* diskann:deferral=never +" + phase + " +[0-9].*"));
    }
    assertTrue(
        text(), table.matches("(?s).* rest of elapsed time +-?[0-9,.]+ +-?[0-9,.]+ +- *\n?"));
    assertFalse(text(), table.contains("hnsw"));
  }

  private static void assertRecord(JsonNode record, int flushed, int segments) {
    assertEquals(BASE, record.get("n").asInt());
    assertEquals(DIMENSION, record.get("dim").asInt());
    assertEquals(flushed, record.get("segments_flushed").asInt());
    assertEquals(segments, record.get("segments").asInt());
    assertTrue(record.get("parameters").isObject());
    assertTrue(record.get("index_cpu_s").asDouble() > 0);
    assertTrue(record.get("index_wall_s").asDouble() > 0);
    assertTrue(record.get("merge_wall_s").isNumber());
    assertEquals(
        record.get("index_cpu_s").asDouble() + record.get("merge_cpu_s").asDouble(),
        record.get("total_cpu_s").asDouble(),
        1e-9);
    assertTrue(record.get("index_bytes").asLong() > BASE * DIMENSION * Float.BYTES);
    assertTrue(record.get("environment").get("jdk").asText().length() > 3);
    assertCurve(record.get("curve"));
  }

  private static void assertCurve(JsonNode curve) {
    assertEquals(3, curve.size());
    assertEquals(160, curve.get(2).get("list_size").asInt());
    double visited = 1;
    for (JsonNode point : curve) {
      double recall = point.get("recall").asDouble();
      assertTrue("recall " + recall, recall > 0 && recall <= 1);
      assertTrue(point.get("visited").asDouble() >= visited);
      visited = point.get("visited").asDouble();
      assertTrue(point.get("p50_us").asDouble() <= point.get("p99_us").asDouble());
      assertTrue(point.get("qps").asDouble() > 0);
    }
  }

  @Test
  public void misuseIsOneLineAndExitCode2() throws IOException {
    assertMisuse("no such data folder", "knn", "--data", "/no/such/folder");
    assertMisuse("--data", "knn");
    assertMisuse(
        "unknown parameter 'degree'", "knn", "--data", "x", "--formats", "diskann:degree=1");
    assertMisuse("not a list of positive numbers", "knn", "--data", "x", "--list-sizes", "10,0");
    assertMisuse("no order_natural.i32", "knn", "--data", makeData(), "--order", "natural");
    assertMisuse("--order is given or natural", "knn", "--data", makeData(), "--order", "random");
    assertMisuse("at least k=10", "knn", "--data", makeData(), "--list-sizes", "5");
    assertMisuse("not a byte set", "knn", "--data", makeData(), "--bytes");
    assertMisuse("Unmatched argument", "demo", "now");
    assertMisuse("--buffer at least 2", "ingest", "--buffer", "1");
    assertMisuse("--rate and --pending-merges at least 0", "ingest", "--rate", "-1");
    assertMisuse("two or more different sizes", "scale", "--sizes", "1000,1000");
    assertMisuse("--buffer must be", "flush", "--docs", "50", "--buffer", "100");
    assertMisuse("is not a share", "churn", "--data", "x", "--delete", "200%");
    assertMisuse("force or policy", "churn", "--data", makeData(), "--merge", "never");
    assertMisuse("segments cannot be made", "merge", "--data", makeData(), "--segments", "9999");
    assertMisuse("leave at least k=10", "merge", "--data", makeData(), "--delete", "100%");
    assertMisuse("segments cannot be made", "knn", "--data", makeData(), "--segments", "9999");
    assertMisuse("at least k=10 vectors", "filter", "--data", makeData(), "--limit", "1");
    assertMisuse("--limit must be at least 1", "lowmem", "--data", makeData(), "--limit", "0");
    assertMisuse("not among the", "demo", "--nearest", "qqqqzzzz");
  }

  @Test
  public void refusesWhereItCannotWriteBeforeItMeasures() throws IOException {
    String data = makeData();
    String file = temporary.newFile().toString();
    for (String command : MEASURING) {
      String[] needed = NEED_DATA.contains(command) ? new String[] {"--data", data} : new String[0];
      assertMisuse("cannot be written", with(needed, command, "--json", file + "/x.json"));
      assertMisuse("cannot be written", with(needed, command, "--json", data));
      assertMisuse("cannot be written", with(needed, command, "--out", file + "/charts"));
    }
    assertMisuse("--keep cannot be made", "knn", "--data", data, "--keep", file + "/x");
    assertTrue("nothing is left of the attempt", Files.size(Path.of(file)) == 0);
  }

  private static String[] with(String[] more, String... args) {
    return Stream.concat(Arrays.stream(args), Arrays.stream(more)).toArray(String[]::new);
  }

  @Test
  public void unusableDataIsOneLineAndExitCode2() throws IOException {
    assertUnusable("is not JSON", "meta.json", "{\"n\": ".getBytes(StandardCharsets.UTF_8));
    assertUnusable("has no query.f32", "query.f32", null);
    assertUnusable("is truncated", "query.f32", new byte[7]);
    assertUnusable("is truncated", "base.f32", new byte[0]);
  }

  /** All commands that read all of a folder say the same. */
  private void assertUnusable(String message, String name, byte[] content) throws IOException {
    String data = makeData();
    Path file = Path.of(data, name);
    Files.deleteIfExists(file);
    if (content != null) {
      Files.write(file, content);
    }
    for (String command : MEASURING) {
      if (!command.equals("robust")) {
        assertMisuse(message, command, "--data", data);
      }
    }
  }

  private void assertMisuse(String message, String... args) {
    printed.reset();
    assertEquals(2, Main.run(args));
    assertTrue(text(), text().startsWith("error: "));
    assertTrue(text(), text().contains(message));
    assertEquals(text(), 1, text().lines().count());
  }

  @Test
  public void demoComparesOwnDataAndDraws() throws IOException {
    Path dir = temporary.newFolder("pictures").toPath();

    int exit =
        Main.run(
            "demo", "--data", makeData(), "--buffer", "500", "--warm-up", "100", "--out", "" + dir);

    assertEquals(text(), 0, exit);
    assertTrue(text(), text().contains("docs/s, slowest window"));
    assertTrue(text(), text().contains("recall@10"));
    String page = Files.readString(dir.resolve("demo.html"));
    assertTrue(page.contains("hnsw:16:100") && page.contains("</svg>"));
    assertTrue("placeholder left in the page", !page.contains("${"));
    for (String chart : new String[] {"ingest", "recall-latency", "recall-visited"}) {
      assertTrue(Files.readString(dir.resolve(chart + ".svg")).startsWith("<svg"));
    }
  }

  @Test
  public void ingestReportsEveryRunToTheLastMerge() throws IOException {
    Path dir = temporary.newFolder("charts").toPath();
    Path json = dir.resolve("out.json");

    int exit =
        Main.run(
            "ingest",
            "--formats",
            "diskann,hnsw:16:100",
            "--docs",
            "3000",
            "--dim",
            "8",
            "--buffer",
            "100,1000",
            "--indexing-threads",
            "1,2",
            "--reopen-every-ms",
            "5",
            "--warm-up",
            "0",
            "--list-size",
            "100",
            "--json",
            "" + json,
            "--out",
            "" + dir);

    assertEquals(text(), 0, exit);
    JsonNode records = new ObjectMapper().readTree(json.toFile());
    assertEquals(8, records.size());
    for (JsonNode record : records) {
      assertIngest(record);
    }
    assertTrue(
        Files.readString(dir.resolve("ingest-buffer-100-threads-2.svg")).contains("2 threads"));
  }

  @Test
  public void ingestKeepsToTheRateAndMayPileMergesUp() throws IOException {
    Path json = temporary.getRoot().toPath().resolve("paced.json");
    String[] args = {
      "ingest",
      "--formats",
      "diskann:deferral=100000",
      "--docs",
      "1000",
      "--dim",
      "8",
      "--rate",
      "2000",
      "--buffer",
      "50",
      "--reopen-every-ms",
      "20",
      "--searches-per-reopen",
      "2",
      "--pending-merges",
      "20",
      "--no-compound-files",
      "--warm-up",
      "0",
      "--json",
      "" + json,
      "--out",
      "" + temporary.newFolder()
    };

    assertEquals(text(), 0, Main.run(args));

    JsonNode record = new ObjectMapper().readTree(json.toFile()).get(0);
    double rate = record.get("median_window").asDouble();
    assertTrue("docs/s " + rate, rate <= 2000 * 1.06); // the last 50 are not waited for
    assertEquals(20, record.get("pending_merges").asInt());
    assertEquals(16, record.get("ram_buffer_mb").asDouble(), 0); // Lucene's default is the least
    assertEquals(1, record.get("recall_during").asDouble(), 1e-9); // exact: nothing has a graph
    assertEquals(1, record.get("after_merge").get("recall").asDouble(), 1e-9);
  }

  private static void assertIngest(JsonNode record) {
    int flushed = 0;
    for (JsonNode flush : record.get("flushes")) {
      flushed += flush.get("docs").asInt();
      assertTrue(flush.get("docs").asInt() <= record.get("buffer").asInt());
    }
    assertEquals(3000, flushed);
    assertTrue(record.get("flushes").size() >= 3000 / record.get("buffer").asInt());
    assertTrue(record.get("total_wall_s").asDouble() >= record.get("add_wall_s").asDouble());
    assertTrue(record.get("worst_window").asDouble() <= record.get("median_window").asDouble());
    assertTrue(record.get("add_cpu_s").asDouble() > 0);
    assertTrue(record.get("longest_pause_s").asDouble() > 0);
    assertTrue(record.get("after_flush").get("recall").asDouble() > .95);
    assertTrue(record.get("after_merge").get("recall").asDouble() > .95);
    if (record.get("reopens").asInt() > 0) {
      assertTrue(record.get("reopen_p50_ms").asDouble() > 0);
    }
    if (record.get("recall_during").isNumber()) {
      assertTrue("" + record.get("recall_during"), record.get("recall_during").asDouble() > .9);
    }
  }

  private int knn(String... more) throws IOException {
    String[] args = {
      "knn",
      "--data",
      makeData(),
      "--formats",
      "diskann:deferral=never,hnsw:16:100",
      "--list-sizes",
      "10,40,160",
      "--repeat",
      "1"
    };
    String[] all = new String[args.length + more.length];
    System.arraycopy(args, 0, all, 0, args.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return Main.run(all);
  }

  private String makeData() throws IOException {
    Path dir = temporary.newFolder().toPath();
    return MadeUpData.write(dir, BASE, QUERIES, DIMENSION).toString();
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}

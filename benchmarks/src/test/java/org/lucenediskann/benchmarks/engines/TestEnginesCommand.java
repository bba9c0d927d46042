package org.lucenediskann.benchmarks.engines;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.MadeUpData;
import picocli.CommandLine;

/** What is asked of a cluster, and what becomes of its answers; {@link StubCluster} gives them. */
public class TestEnginesCommand {
  private static final int BASE = 600;

  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  private Path dir;

  @Before
  public void makeData() throws IOException {
    dir = MadeUpData.write(temporary.getRoot().toPath(), BASE, 20, 8);
  }

  @Test
  public void measuresElasticsearchInTurns() throws IOException {
    try (StubCluster cluster = StubCluster.start()) {
      JsonNode records = run(cluster, "--formats", "diskann,int8_hnsw:8:50", "--rounds", "2");

      assertEquals(List.of("diskann:16:100", "int8_hnsw:8:50"), records.findValuesAsText("format"));
      for (JsonNode record : records) {
        assertMeasured(record);
        assertEquals("Elasticsearch", record.get("engine").asText());
        assertEquals(BASE, record.at("/curve/1/visited").asInt());
      }
      String index = "/diskann-benchmark-";
      List<StubCluster.Request> made = cluster.requests("PUT .*");
      assertEquals(
          List.of(
              "PUT " + index + "diskann-16-100",
              "PUT " + index + "int8_hnsw-8-50",
              "PUT " + index + "diskann-16-100",
              "PUT " + index + "int8_hnsw-8-50"),
          made.stream().map(StubCluster.Request::what).toList());
      JsonNode ours = made.get(0).body();
      assertTrue("" + ours, ours.at("/settings/index.diskann").asBoolean());
      assertEquals("hnsw", ours.at("/mappings/properties/vec/index_options/type").asText());
      assertEquals("l2_norm", ours.at("/mappings/properties/vec/similarity").asText());
      JsonNode stock = made.get(1).body();
      assertFalse("" + stock, stock.get("settings").has("index.diskann"));
      assertEquals(records.get(1).get("mapping"), stock.at("/mappings/properties/vec"));
      assertEquals(8, stock.at("/mappings/properties/vec/index_options/m").asInt());
      assertEquals("nothing is left", List.of(), cluster.indexes());
    }
  }

  private static void assertMeasured(JsonNode record) {
    assertEquals(BASE, record.get("n").asInt());
    assertEquals("9.8.7", record.get("engine_version").asText());
    assertEquals(1024, record.get("heap_mb").asInt());
    assertEquals(1, record.get("segments").asInt());
    assertEquals(100 * BASE, record.get("index_bytes").asInt());
    boolean ours = record.get("format").asText().startsWith("diskann");
    assertEquals(ours ? BASE : 0, record.get("vectors_written").asInt());
    for (String step : List.of("ingest", "refresh", "merge")) {
      assertTrue(step, record.at("/" + step + "/wall_s/least").asDouble() > 0);
      assertEquals(step, .02, record.at("/" + step + "/cpu_s/median").asDouble(), 1e-9);
    }
    assertEquals(.06, record.at("/total/cpu_s/median").asDouble(), 1e-9);
    assertEquals(
        BASE / record.at("/ingest/wall_s/median").asDouble(),
        record.get("docs_per_s").asDouble(),
        1e-3);
    double first = record.at("/curve/0/recall").asDouble();
    assertTrue("a part of the documents: " + first, first > .3 && first < .95);
    assertEquals(1, record.at("/curve/1/recall").asDouble(), 0);
    for (JsonNode point : record.get("curve")) {
      assertTrue(point.at("/p50_us/median").asDouble() <= point.at("/p99_us/median").asDouble());
      assertEquals(20_000 / 20.0, point.at("/cpu_us/median").asDouble(), 1e-3);
    }
  }

  @Test
  public void measuresOpenSearch() throws IOException {
    try (StubCluster cluster = StubCluster.start()) {
      JsonNode records =
          run(cluster, "--engine", "opensearch", "--formats", "diskann,hnsw,lucene_hnsw:8:50");

      assertEquals(3, records.size());
      for (JsonNode record : records) {
        assertMeasured(record);
        assertEquals("OpenSearch", record.get("engine").asText());
        assertTrue(record.at("/curve/0/visited").isNull());
      }
      List<StubCluster.Request> made = cluster.requests("PUT .*");
      JsonNode ours = made.get(0).body();
      assertTrue("" + ours, ours.at("/settings/index.diskann").asBoolean());
      assertEquals("diskann_vector", ours.at("/mappings/properties/vec/type").asText());
      assertFalse(ours.at("/mappings/properties/vec/method").has("engine"));
      JsonNode stock = made.get(2).body();
      assertTrue("" + stock, stock.at("/settings/index.knn").asBoolean());
      assertEquals("knn_vector", stock.at("/mappings/properties/vec/type").asText());
      assertEquals("lucene", stock.at("/mappings/properties/vec/method/engine").asText());
      assertEquals(8, stock.at("/mappings/properties/vec/method/parameters/m").asInt());
      assertFalse(cluster.requests("POST .*diskann-16-100/_search").isEmpty());
      for (StubCluster.Request search : cluster.requests("POST .*/_search")) {
        boolean byOurs = search.what().contains("benchmark-diskann");
        assertTrue(search.body().at("/query").has(byOurs ? "diskann" : "knn"));
      }
    }
  }

  @Test
  public void sendsWholeNumbersForBytes() throws IOException {
    byte[] values = new byte[BASE * 8];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (i * 31 % 251);
    }
    Files.delete(dir.resolve("base.f32"));
    Files.delete(dir.resolve("query.f32"));
    Files.write(dir.resolve("base.u8"), values);
    Files.write(dir.resolve("query.u8"), Arrays.copyOf(values, 80));
    try (StubCluster cluster = StubCluster.start()) {
      run(cluster, "--bytes", "--formats", "diskann");

      JsonNode field = cluster.requests("PUT .*").get(0).body().at("/mappings/properties/vec");
      assertEquals("byte", field.get("element_type").asText());
      for (StubCluster.Request search : cluster.requests("POST .*/_search")) {
        for (JsonNode value : search.body().at("/knn/query_vector")) {
          assertTrue(value.isInt());
        }
      }
    }
  }

  @Test
  public void refusesWhatItCannotMeasure() throws IOException {
    assertRefused("Elasticsearch has no format 'faiss_hnsw'", "--formats", "faiss_hnsw");
    assertRefused("needs the --url", "--engine", "opensearch");
    assertRefused("from k=10 to 10000", "--list-sizes", "5,20000");
    assertRefused("at least 1", "--clients", "0");
    assertRefused("--url is like", "--url", "localhost:9200");
    assertRefused("does not answer", "--url", "http://127.0.0.1:1");
    for (String wrong : List.of("", "hnsw:16", "HNSW", "hnsw:0:1")) {
      assertThrows(wrong, IllegalArgumentException.class, () -> EngineFormat.parseList(wrong));
    }
    try (StubCluster cluster = StubCluster.startWithoutPlugin()) {
      assertRefused("no diskann plugin", "--url", cluster.url());
    }
  }

  @Test
  public void refusesToMeasureAnotherFormatUnderOurName() throws IOException {
    try (StubCluster cluster = StubCluster.startIdle()) {
      assertRefused("has written only 0 of 600 vectors", "--url", cluster.url());
      assertEquals(List.of(), cluster.indexes());
    }
  }

  @Test
  public void saysWhyDocumentsAreRefused() throws IOException {
    ByteBuffer vectors = ByteBuffer.allocate(BASE * 32).order(ByteOrder.LITTLE_ENDIAN);
    vectors.putFloat(BASE * 16, (float) StubCluster.REFUSED);
    Files.write(dir.resolve("base.f32"), vectors.array());
    try (StubCluster cluster = StubCluster.start()) {
      assertRefused("documents are refused: too far", "--url", cluster.url());
      assertEquals(List.of(), cluster.indexes());
    }
  }

  private void assertRefused(String message, String... more) {
    EnginesCommand command = new EnginesCommand();
    new CommandLine(command).parseArgs(arguments(more));
    DataException refused = assertThrows(DataException.class, command::call);
    assertTrue(refused.getMessage(), refused.getMessage().contains(message));
  }

  private JsonNode run(StubCluster cluster, String... more) throws IOException {
    Path json = dir.resolve("out.json");
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(List.of("--url", cluster.url(), "--json", json.toString()));
    String[] arguments = arguments(all.toArray(String[]::new));
    CommandLine command = new CommandLine(new EnginesCommand());
    assertEquals(0, command.setOverwrittenOptionsAllowed(true).execute(arguments));
    return new ObjectMapper().readTree(json.toFile());
  }

  private String[] arguments(String... more) {
    List<String> all = new ArrayList<>(List.of("--data", dir.toString(), "--out", "" + dir));
    all.addAll(List.of("--warm-up", "0", "--docs-per-request", "70", "--repeat", "1"));
    if (!List.of(more).contains("--list-sizes")) {
      all.addAll(List.of("--list-sizes", "10,20"));
    }
    if (!List.of(more).contains("--rounds")) {
      all.addAll(List.of("--rounds", "1"));
    }
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}

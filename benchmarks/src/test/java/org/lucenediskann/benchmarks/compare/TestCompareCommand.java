package org.lucenediskann.benchmarks.compare;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.MadeUpData;
import picocli.CommandLine;

/** Runs the whole command on 600 vectors, with peers in JVMs of their own. */
public class TestCompareCommand {
  private static final int BASE = 600;
  private static final int DIMENSION = 16;

  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  @Test
  public void measuresFormatsAndOtherLibraries() throws IOException {
    List<String> peers =
        List.of("diskann:deferral=never,bits=4", "hnsw:16:100", "hnswsq:4:16:100", "jvector:16:50");

    JsonNode records =
        run(String.join(",", peers), "--rounds", "2", "--repeat", "2", "--segments", "3");

    assertEquals(peers, records.findValuesAsText("peer"));
    for (JsonNode record : records) {
      assertMeasured(record);
      assertTrue("" + record, record.get("merge_cpu_s").get("least").asDouble() > 0);
      assertEquals(2, record.get("rounds").asInt());
    }
    JsonNode ours = records.get(0);
    assertEquals("4", ours.get("parameters").get("bits").asText());
    assertTrue("" + ours, ours.get("library").asText().startsWith("lucene-diskann-codec"));
    JsonNode jvector = records.get(3);
    assertTrue("" + jvector, jvector.get("library").asText().startsWith("jvector-4."));
    assertTrue(jvector.get("parameters").get("provider").asText().endsWith("Provider"));
  }

  private static void assertMeasured(JsonNode record) {
    assertFalse("" + record.get("not_measured"), record.has("not_measured"));
    assertEquals(BASE, record.get("n").asInt());
    assertTrue(record.get("index_bytes").asLong() > BASE * DIMENSION * Float.BYTES);
    JsonNode curve = record.get("curve");
    assertEquals(2, curve.size());
    assertTrue("" + record, curve.get(1).get("recall").asDouble() > .95);
    assertTrue(curve.get(0).get("visited").asDouble() <= curve.get(1).get("visited").asDouble());
    for (String figure : List.of("index_cpu_s", "index_wall_s", "total_cpu_s")) {
      assertSpread(record.get(figure));
    }
    for (JsonNode point : curve) {
      assertSpread(point.get("p50_us"));
      assertTrue(point.get("p50_us").get("least").asDouble() > 0);
      assertTrue(
          point.get("p50_us").get("median").asDouble()
              <= point.get("p99_us").get("median").asDouble());
    }
  }

  private static void assertSpread(JsonNode spread) {
    double median = spread.get("median").asDouble();
    assertTrue("" + spread, spread.get("least").asDouble() <= median);
    assertTrue("" + spread, median <= spread.get("most").asDouble());
  }

  @Test
  public void measuresAnotherLucene() throws IOException {
    assumeInRepository("org/apache/lucene/lucene-core/10.6.0/lucene-core-10.6.0.jar");

    JsonNode record = run("hnsw:16:100@10.6.0").get(0);

    assertMeasured(record);
    assertEquals("lucene-core-10.6.0, Lucene 10.6.0", record.get("library").asText());
    assertEquals(0, record.get("merge_cpu_s").get("most").asDouble(), 0); // one segment
  }

  @Test
  public void measuresDiskBbqWithUnitVectorsForCosine() throws IOException {
    assumeInRepository("org/elasticsearch/elasticsearch/9.5.3/elasticsearch-9.5.3.jar");

    JsonNode record = run("diskbbq", "--metric", "cosine").get(0);

    assertMeasured(record);
    assertEquals("elasticsearch-9.5.3, Lucene 10.5.1", record.get("library").asText());
  }

  private static void assumeInRepository(String jar) {
    String home = System.getProperty("user.home") + "/.m2/repository";
    Path file = Path.of(System.getProperty("localRepository", home)).resolve(jar);
    assumeTrue("skipped, as Maven's local repository has no " + jar, Files.exists(file));
  }

  @Test
  public void saysWhyAPeerIsNotMeasured() throws IOException {
    JsonNode records = run("jvector:16:50,hnsw:16:100", "--metric", "mip");

    assertTrue(
        "" + records,
        records.get(0).get("not_measured").asText().contains("JVector has no maximum inner"));
    assertFalse(records.get(0).has("curve"));
    assertMeasured(records.get(1));
  }

  @Test
  public void hasNoFiguresIfNoPeerIsMeasured() throws IOException {
    Path data = MadeUpData.write(temporary.newFolder("data").toPath(), 40, 5, 4);
    CompareCommand command = new CompareCommand();
    new CommandLine(command)
        .parseArgs("--data", "" + data, "--peers", "diskann", "--segments", "50", "--warm-up", "0");

    DataException none = assertThrows(DataException.class, command::call);

    assertEquals(
        "no peer was measured: 50 segments cannot be made of 40 vectors", none.getMessage());
  }

  @Test
  public void saysWhyLibrariesAreNotFound() {
    PeerFailure failure =
        assertThrows(PeerFailure.class, () -> new Libraries("nowhere", null).classPath());

    assertTrue(failure.getMessage(), failure.getMessage().contains("nowhere"));
    assertEquals(1, failure.getMessage().lines().count());
  }

  @Test
  public void allNamesEveryPeerOnce() {
    List<String> labels = PeerSpec.parseList("all").stream().map(PeerSpec::label).toList();

    assertTrue("" + labels, labels.containsAll(List.of("diskann", "hnsw:32:200", "diskbbq")));
    assertEquals(labels.size(), labels.stream().distinct().count());
    for (String wrong : List.of("hnsw:16", "jvector:0:1", "hnsw:16:100@main", "faiss")) {
      assertThrows(wrong, IllegalArgumentException.class, () -> PeerSpec.parseList(wrong));
    }
  }

  private JsonNode run(String peers, String... more) throws IOException {
    Path json = temporary.getRoot().toPath().resolve("out.json");
    Path data = MadeUpData.write(temporary.newFolder("data").toPath(), BASE, 30, DIMENSION);
    String[] args = {
      "--data",
      "" + data,
      "--peers",
      peers,
      "--list-sizes",
      "10,400",
      "--segments",
      "1",
      "--rounds",
      "1",
      "--repeat",
      "1",
      "--warm-up",
      "0",
      "--json",
      "" + json,
      "--out",
      "" + temporary.newFolder("charts")
    };
    CommandLine command = new CommandLine(new CompareCommand()).setOverwrittenOptionsAllowed(true);
    String[] all = Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    assertEquals(0, command.execute(all));
    return new ObjectMapper().readTree(json.toFile());
  }
}

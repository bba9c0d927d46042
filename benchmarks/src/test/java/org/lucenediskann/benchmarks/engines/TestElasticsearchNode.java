package org.lucenediskann.benchmarks.engines;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.lucenediskann.benchmarks.data.MadeUpData;
import picocli.CommandLine;

/** The whole command on a node of the distribution, which only {@code -Pdistribution} fetches. */
public class TestElasticsearchNode {
  private static final int BASE = 1500; // enough for a graph
  private static final int DIMENSION = 16;

  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  @Test
  public void measuresOurFormatAndTheStockOne() throws IOException, InterruptedException {
    assumeTrue(
        "Elasticsearch does not run as root, nor can that be changed here",
        Boolean.getBoolean("diskann.require.distribution") || mayStart());
    Path dir = MadeUpData.write(temporary.getRoot().toPath(), BASE, 20, DIMENSION);

    JsonNode records = run(dir);

    assertEquals(List.of("diskann:16:100", "hnsw:16:100"), records.findValuesAsText("format"));
    for (JsonNode record : records) {
      assertEquals("9.5.3", record.get("engine_version").asText());
      assertEquals(1, record.get("segments").asInt());
      assertTrue(record.get("index_bytes").asLong() > BASE * DIMENSION * Float.BYTES);
      assertTrue("" + record, record.at("/total/cpu_s/median").asDouble() > 0);
      JsonNode best = record.at("/curve/1");
      assertTrue("" + best, best.get("recall").asDouble() > .95);
      double visited = best.get("visited").asDouble();
      assertTrue("a walk, not a scan: " + visited, visited >= 100 && visited < BASE);
      assertTrue(record.at("/curve/0/visited").asDouble() < visited);
    }
    assertTrue(records.get(0).get("vectors_written").asInt() >= BASE);
    assertEquals(0, records.get(1).get("vectors_written").asInt());
  }

  private static boolean mayStart() throws InterruptedException {
    if (!System.getProperty("user.name").equals("root")) {
      return true;
    }
    try {
      ProcessBuilder other =
          new ProcessBuilder("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "true");
      return other.start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static JsonNode run(Path dir) throws IOException {
    Path json = dir.resolve("out.json");
    String[] arguments = {
      "--data",
      dir.toString(),
      "--heap",
      "400m",
      "--list-sizes",
      "10,100",
      "--rounds",
      "1",
      "--repeat",
      "1",
      "--warm-up",
      "0",
      "--json",
      json.toString(),
      "--out",
      dir.toString()
    };
    assertEquals(0, new CommandLine(new EnginesCommand()).execute(arguments));
    return new ObjectMapper().readTree(json.toFile());
  }
}

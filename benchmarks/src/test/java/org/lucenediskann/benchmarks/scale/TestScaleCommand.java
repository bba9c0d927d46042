package org.lucenediskann.benchmarks.scale;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.lucenediskann.benchmarks.data.MadeUpData;
import picocli.CommandLine;

/** Runs the whole command at sizes of a few hundred. */
public class TestScaleCommand {
  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  @Test
  public void measuresEverySizeOfEveryFormatButLargePeers() throws IOException {
    JsonNode records = run("--max-peer-size", "400", "--dim", "8");

    assertEquals(5, records.size());
    assertRecord(records.get(0), "diskann:deferral=never", 200, "clusters");
    assertRecord(records.get(1), "hnsw:16:100", 200, "clusters");
    assertRecord(records.get(3), "hnsw:16:100", 400, "clusters");
    assertRecord(records.get(4), "diskann:deferral=never", 800, "clusters");
  }

  @Test
  public void repeatsSmallData() throws IOException {
    String dir = MadeUpData.write(temporary.newFolder("small").toPath(), 300, 20, 6).toString();

    JsonNode records = run("--data", dir);

    assertEquals(6, records.size());
    assertRecord(records.get(5), "hnsw:16:100", 800, "small repeated");
    assertEquals(6, records.get(5).get("dim").asInt());
  }

  private JsonNode run(String... more) throws IOException {
    Path json = temporary.getRoot().toPath().resolve("out.json");
    Path charts = temporary.newFolder("charts").toPath();
    String[] args = {
      "--formats",
      "diskann:deferral=never,hnsw:16:100",
      "--sizes",
      "400,200,800",
      "--list-sizes",
      "10,80",
      "--queries",
      "20",
      "--warm-up",
      "0",
      "--min-seconds",
      "0",
      "--json",
      "" + json,
      "--out",
      "" + charts
    };
    int exit = new CommandLine(new ScaleCommand()).execute(concat(args, more));
    assertEquals(0, exit);
    for (String chart : new String[] {"cpu", "recall-list-10", "recall-list-80"}) {
      Path file = charts.resolve("scale-" + chart + ".svg");
      assertTrue(Files.readString(file).contains("hnsw:16:100"));
    }
    return new ObjectMapper().readTree(json.toFile());
  }

  private static String[] concat(String[] first, String[] second) {
    String[] all = java.util.Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private static void assertRecord(JsonNode record, String format, int n, String data) {
    assertEquals(format, record.get("format").asText());
    assertEquals(data, record.get("data").asText());
    assertEquals(n, record.get("n").asInt());
    double cpu = record.get("index_cpu_s").asDouble();
    assertTrue(record.get("index_wall_s").asDouble() > 0); // CPU is counted in hundredths
    assertEquals(cpu / n * 1e6, record.get("cpu_us_per_vector").asDouble(), 1e-6);
    assertEquals(1, record.get("builds").asInt());
    assertEquals(2, record.get("curve").size());
    assertTrue("" + record, record.get("curve").get(1).get("recall").asDouble() > .95);
  }
}

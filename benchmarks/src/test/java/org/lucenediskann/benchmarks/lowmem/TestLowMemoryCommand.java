package org.lucenediskann.benchmarks.lowmem;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.lucenediskann.benchmarks.data.MadeUpData;
import picocli.CommandLine;

/** Runs the whole command, its other process too, on a thousand vectors. */
public class TestLowMemoryCommand {
  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  @Test
  public void searchesInAnotherProcess() throws IOException {
    assumeTrue("Linux only", Files.exists(Path.of("/proc/self/smaps")));
    for (JsonNode record : run("--no-limit")) {
      check(record);
      assertTrue(record.get("memory_bytes").isNull());
    }
  }

  private static void check(JsonNode record) {
    assertTrue("" + record, record.get("recall").asDouble() >= .95);
    for (String name : new String[] {"cold", "warm"}) {
      JsonNode pass = record.get(name);
      assertTrue("" + pass, pass.get("qps").asDouble() > 0);
      assertTrue("" + pass, pass.get("p50_us").asDouble() <= pass.get("p99_us").asDouble());
      assertTrue("" + pass, pass.get("read_bytes").asDouble() >= 0);
      assertTrue("" + pass, pass.get("resident_bytes").get("vec").asLong() > 0);
    }
  }

  private JsonNode run(String... more) throws IOException {
    Path json = temporary.getRoot().toPath().resolve("out.json");
    Path data = MadeUpData.write(temporary.newFolder("data").toPath(), 1000, 10, 8);
    List<String> args = new ArrayList<>(List.of("--data", "" + data, "--json", "" + json));
    args.addAll(List.of("--formats", "diskann:deferral=never,bits=1,hnswsq:1:16:100"));
    args.addAll(List.of("--list-sizes", "320"));
    args.addAll(List.of(more));
    assertEquals(0, new CommandLine(new LowMemoryCommand()).execute(args.toArray(String[]::new)));
    JsonNode records = new ObjectMapper().readTree(json.toFile());
    assertEquals(2, records.size());
    return records;
  }
}

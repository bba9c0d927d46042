package org.lucenediskann.benchmarks.flush;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import picocli.CommandLine;

/** Runs the whole command on a thousand vectors. */
public class TestFlushCommand {
  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  @Test
  public void timesFlushesAndLooksAtWhatTheyLeave() throws IOException {
    Path json = temporary.getRoot().toPath().resolve("out.json");
    String[] args = {
      "--formats",
      "diskann:deferral=never,diskann:deferral=600",
      "--docs",
      "1000",
      "--dim",
      "8",
      "--buffer",
      "100,450",
      "--queries",
      "20",
      "--list-size",
      "60",
      "--warm-up",
      "0",
      "--json",
      "" + json
    };

    assertEquals(0, new CommandLine(new FlushCommand()).execute(args));

    JsonNode records = new ObjectMapper().readTree(json.toFile());
    assertEquals(4, records.size());
    int[] segments = {10, 10, 3, 3};
    for (int i = 0; i < segments.length; i++) {
      assertRecord(records.get(i), segments[i], i % 2 == 0 ? 1000 : 0);
    }
    assertEquals("[450,450,100]", docs(records.get(2)));
  }

  private static void assertRecord(JsonNode record, int segments, int flushedNodes) {
    assertEquals(segments, record.get("flushes").size());
    assertEquals(segments, record.get("after_flush").get("segments").asInt());
    assertEquals(1, record.get("after_merge").get("segments").asInt());
    assertTrue(record.get("after_flush").get("recall").asDouble() > .95);
    assertTrue(record.get("after_merge").get("recall").asDouble() > .95);
    assertEquals(flushedNodes, record.get("flushed_graphs").get("nodes").asInt());
    assertEquals(1000, record.get("merged_graph").get("nodes").asInt());
    assertTrue(record.get("flush_p50_ms").asDouble() <= record.get("cycle_p50_ms").asDouble());
    assertTrue(record.get("index_wall_s").asDouble() > 0);
  }

  private static String docs(JsonNode record) {
    StringBuilder docs = new StringBuilder();
    record.get("flushes").forEach(flush -> docs.append(',').append(flush.get("docs").asInt()));
    return "[" + docs.substring(1) + "]";
  }
}

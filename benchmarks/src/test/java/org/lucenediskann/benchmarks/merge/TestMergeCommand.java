package org.lucenediskann.benchmarks.merge;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.MadeUpData;
import picocli.CommandLine;

/** Runs the whole command on a thousand vectors. */
public class TestMergeCommand {
  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  @Test
  public void comparesMergedWithRebuilt() throws IOException {
    JsonNode records = run("--shares", "70,20,10", "--delete", "10%", "--explain");

    assertEquals(2, records.size());
    for (JsonNode record : records) {
      assertEquals("[700,200,100]", record.get("segments").toString());
      assertEquals(100, record.get("deleted").asInt());
      assertTrue(record.get("merge_wall_s").asDouble() > 0);
      assertTrue("" + record, last(record.get("merged")).get("recall").asDouble() > .95);
      assertEquals(900, record.get("merged_graph").get("nodes").asInt());
    }
    JsonNode ours = records.get(0);
    assertTrue(ours.get("rebuild_wall_s").asDouble() > 0);
    assertTrue("" + ours, last(ours.get("rebuilt")).get("recall").asDouble() > .95);
    assertEquals(900, ours.get("rebuilt_graph").get("nodes").asInt());
    assertEquals(0, ours.get("merged_graph").get("unreachable").asInt());
    assertTrue(records.get(1).get("rebuilt").isNull());
  }

  @Test
  public void repeatsEqualSegments() throws IOException {
    JsonNode records = run("--segments", "4", "--builds", "2");

    assertEquals("[250,250,250,250]", records.get(0).get("segments").toString());
    assertEquals(2, records.get(0).get("builds").asInt());
    JsonNode range = records.get(0).get("merge_cpu_range_s");
    double median = records.get(0).get("merge_cpu_s").asDouble();
    assertEquals(range.get(0).asDouble(), median, 0); // the lower of two
    assertFalse(range.get(1).asDouble() < median);
  }

  @Test
  public void measuresOneAndTwoThreads() throws IOException {
    JsonNode records = run("--segments", "2", "--threads", "1,2");

    assertEquals(4, records.size());
    for (int i = 0; i < records.size(); i++) {
      assertEquals(1 + i / 2, records.get(i).get("threads").asInt());
      assertEquals(
          records.get(i % 2).get("merged_graph").get("edges"),
          records.get(i).get("merged_graph").get("edges"));
    }
  }

  @Test
  public void comparesPlans() throws IOException {
    Path charts = temporary.getRoot().toPath().resolve("charts");
    String plans = "chosen,insert:walks,insert:groups,leaf-merge:6,rebuild:6,rebuild:12";
    JsonNode records =
        run("--shares", "80,20", "--delete", "5%", "--plans", plans, "--out", "" + charts);

    assertEquals(6, records.size());
    String[] done = {"insert", "insert", "leaf merge", "rebuild", "rebuild"};
    for (int i = 0; i < records.size(); i++) {
      JsonNode record = records.get(i);
      assertEquals(plans.split(",", -1)[i], record.get("plan").asText());
      assertEquals(950, record.get("graph").get("nodes").asInt());
      assertTrue("" + record, last(record.get("curve")).get("recall").asDouble() > .95);
      assertTrue("" + record, record.get("estimated_share").asDouble() > 0);
      if (i > 0) {
        assertEquals(done[i - 1], record.get("done").asText());
      }
    }
    assertEquals(1, last(records).get("estimated_share").asDouble(), 0);
    assertTrue(Files.readString(charts.resolve("merge-frontier.svg")).contains("leaf-merge"));
  }

  @Test
  public void refusesUnknownPlans() throws IOException {
    Path data = MadeUpData.write(temporary.newFolder("few").toPath(), 100, 5, 4);
    CommandLine command = new CommandLine(new MergeCommand());
    command.setExecutionExceptionHandler((e, line, result) -> e instanceof DataException ? 2 : 1);

    assertEquals(2, command.execute("--data", "" + data, "--plans", "rebuild:0"));
    assertEquals(
        2, command.execute("--data", "" + data, "--plans", "all", "--formats", "hnsw:16:100"));
  }

  private static JsonNode last(JsonNode curve) {
    return curve.get(curve.size() - 1);
  }

  private JsonNode run(String... more) throws IOException {
    Path json = temporary.getRoot().toPath().resolve("out.json");
    Path data = MadeUpData.write(temporary.newFolder("data").toPath(), 1000, 30, 8);
    String[] args = {
      "--data",
      "" + data,
      "--formats",
      "diskann:deferral=never,hnsw:16:100",
      "--list-sizes",
      "10,80",
      "--warm-up",
      "0",
      "--json",
      "" + json
    };
    String[] all = Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    assertEquals(0, new CommandLine(new MergeCommand()).execute(all));
    return new ObjectMapper().readTree(json.toFile());
  }
}

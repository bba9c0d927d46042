package org.lucenediskann.benchmarks.churn;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.lucenediskann.benchmarks.data.MadeUpData;
import picocli.CommandLine;

/** Runs the whole command on a thousand vectors. */
public class TestChurnCommand {
  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  @Test
  public void comparesGenerationsWithFreshIndexes() throws IOException {
    JsonNode records = run("--delete", "20%", "--add", "0.2");

    assertEquals(2, records.size());
    for (JsonNode record : records) {
      JsonNode generations = record.get("generations");
      assertEquals(5, generations.size());
      for (JsonNode generation : generations) {
        assertEquals(500, generation.get("live").asInt());
        assertGeneration(generation);
      }
      assertTrue(generations.get(3).get("rebuilt").isNull());
      assertGeneration(generations.get(2).get("rebuilt"));
      assertGeneration(generations.get(4).get("rebuilt"));
    }
  }

  @Test
  public void shrinksByDeletes() throws IOException {
    JsonNode generations = run("--delete", "20%", "--delete-only").get(0).get("generations");

    int[] live = {1000, 800, 640, 512, 410};
    for (int i = 0; i < live.length; i++) {
      assertEquals(live[i], generations.get(i).get("live").asInt());
      assertGeneration(generations.get(i));
      assertTrue(generations.get(i).get("edges").asLong() > live[i]); // HNSW has none so small
    }
  }

  @Test
  public void mayLeaveMergesToThePolicy() throws IOException {
    JsonNode generations = run("--merge", "policy").get(0).get("generations");

    assertTrue(generations.get(4).get("segments").asInt() > 1);
    assertTrue(generations.get(4).get("recall").asDouble() > .9);
  }

  @Test
  public void measuresAnotherLuceneInItsOwnProcess() throws IOException {
    String jar = "org/apache/lucene/lucene-core/10.6.0/lucene-core-10.6.0.jar";
    String home = System.getProperty("user.home") + "/.m2/repository";
    Path file = Path.of(System.getProperty("localRepository", home)).resolve(jar);
    assumeTrue("skipped, as Maven's local repository has no " + jar, Files.exists(file));

    JsonNode records = run("--delete", "20%", "--delete-only", "--peers", "hnsw:16:100@10.6.0");

    assertEquals(3, records.size());
    JsonNode other = records.get(2);
    assertEquals("hnsw:16:100@10.6.0", other.get("format").asText());
    assertEquals("10.6.0", other.get("environment").get("lucene").asText());
    assertEquals(5, other.get("generations").size());
    for (int i = 0; i < 5; i++) {
      assertEquals(
          records.get(0).get("generations").get(i).get("live"),
          other.get("generations").get(i).get("live"));
      assertGeneration(other.get("generations").get(i));
    }
  }

  private static void assertGeneration(JsonNode generation) {
    assertEquals(1, generation.get("segments").asInt());
    assertTrue(generation.get("wall_s").asDouble() > 0);
    assertTrue("" + generation, generation.get("recall").asDouble() > .9);
    assertTrue(generation.get("visited").asDouble() > 10);
    assertTrue("" + generation, generation.get("reachability").asDouble() > .9);
    assertTrue(generation.get("index_bytes").asLong() > generation.get("live").asLong() * 8 * 4);
  }

  private JsonNode run(String... more) throws IOException {
    Path json = temporary.getRoot().toPath().resolve("out.json");
    Path charts = temporary.newFolder("charts").toPath();
    Path data = MadeUpData.write(temporary.newFolder("data").toPath(), 1000, 30, 8);
    String[] args = {
      "--data",
      "" + data,
      "--formats",
      "diskann:deferral=never,hnsw:16:100",
      "--generations",
      "4",
      "--rebuild-every",
      "2",
      "--list-size",
      "60",
      "--warm-up",
      "0",
      "--json",
      "" + json,
      "--out",
      "" + charts
    };
    String[] all = Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    assertEquals(0, new CommandLine(new ChurnCommand()).execute(all));
    for (String chart : new String[] {"recall", "visited", "cpu"}) {
      Path file = charts.resolve("churn-" + chart + ".svg");
      assertTrue(Files.readString(file).contains("hnsw:16:100, rebuilt"));
    }
    return new ObjectMapper().readTree(json.toFile());
  }
}

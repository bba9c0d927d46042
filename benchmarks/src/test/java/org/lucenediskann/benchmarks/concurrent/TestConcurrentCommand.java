package org.lucenediskann.benchmarks.concurrent;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.util.InfoStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.lucenediskann.benchmarks.cli.SizedDataOptions;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.formats.FormatSpecParser;
import org.lucenediskann.benchmarks.index.IndexSession;
import org.lucenediskann.benchmarks.progress.Progress;
import org.lucenediskann.benchmarks.search.OpenIndex;
import picocli.CommandLine;

/** Searches a few vectors with several threads. */
public class TestConcurrentCommand {
  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  @Test
  public void searchesWithThreadsAndDuringAMerge() throws IOException {
    Path json = temporary.getRoot().toPath().resolve("out.json");
    String[] args = {
      "--docs",
      "300",
      "--dim",
      "8",
      "--seconds",
      "0",
      "--segments",
      "3",
      "--search-threads",
      "2",
      "--rounds",
      "2",
      "--warm-up",
      "0",
      "--json",
      "" + json
    };

    assertEquals(0, new CommandLine(new ConcurrentCommand()).execute(args));

    JsonNode records = new ObjectMapper().readTree(json.toFile());
    assertEquals(List.of("1", "2", "1", "1", "2", "1"), records.findValuesAsText("search_threads"));
    assertEquals(
        List.of("false", "false", "true", "false", "false", "true"),
        records.findValuesAsText("merging"));
    for (JsonNode record : records) {
      assertEquals(3, record.get("segments").asInt()); // the reader was opened before
      assertTrue("" + record, record.get("qps_least").asDouble() > 0);
      assertTrue("" + record, record.get("qps_most").asDouble() >= record.get("qps").asDouble());
      assertTrue("" + record, record.get("p99_us").asDouble() > 0);
    }
  }

  @Test
  public void everyThreadSearchesUntilTheOtherWorkFails() throws IOException {
    DataSet data = SizedDataOptions.clusters(100, 8, 5);
    Path dir = temporary.newFolder("index").toPath();
    try (IndexSession session =
        new IndexSession(
            data, FormatSpecParser.parse("diskann"), dir, 1, false, InfoStream.NO_OUTPUT)) {
      session.add(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, Progress.NONE);
      session.commit();
      try (OpenIndex index = new OpenIndex(dir, false)) {
        SearchLoad load = new SearchLoad(index, data.queries(), 2, 2);
        assertTrue(load.timesNs(3, () -> {}).length >= 3);
        IOException failure =
            assertThrows(
                IOException.class,
                () ->
                    load.timesNs(
                        2,
                        () -> {
                          throw new IOException("full");
                        }));
        assertEquals("full", failure.getMessage());
      }
    }
  }
}

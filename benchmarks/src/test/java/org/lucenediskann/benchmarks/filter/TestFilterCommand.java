package org.lucenediskann.benchmarks.filter;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.lucenediskann.benchmarks.data.MadeUpData;
import picocli.CommandLine;

/** Runs the whole command on two thousand vectors. */
public class TestFilterCommand {
  private static final int ROWS = 2000;

  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  @Test
  public void comparesWaysUnderEveryFilter() throws IOException {
    Path json = temporary.getRoot().toPath().resolve("out.json");
    Path data = MadeUpData.write(temporary.newFolder("data").toPath(), ROWS, 30, 8);
    writeColumn(data.resolve("labels.i32"));
    String[] args = {
      "--data", "" + data,
      "--formats", "diskann:deferral=never,hnsw:16:100",
      "--shares", "0.1%,5%,50%",
      "--list-sizes", "10,40,160",
      "--segments", "2",
      "--repeat", "1",
      "--warm-up", "0",
      "--json", "" + json
    };
    assertEquals(0, new CommandLine(new FilterCommand()).execute(args));

    JsonNode records = new ObjectMapper().readTree(json.toFile());
    Set<String> filters = new HashSet<>();
    for (JsonNode record : records) {
      check(record);
      filters.add(record.get("filter").asText());
    }
    assertEquals(Set.of("random", "near", "far", "same:labels", "other:labels"), filters);
    assertEquals(filters.size() * 9L, records.size());
  }

  private static void check(JsonNode record) {
    JsonNode curve = record.get("curve");
    JsonNode last = curve.get(curve.size() - 1);
    int accepted = record.get("accepted").asInt();
    assertEquals(Math.max(10, record.get("share").asDouble() * ROWS), accepted, 1e-6);
    assertTrue("" + record, last.get("recall").asDouble() >= .95);
    assertTrue("" + record, record.get("at_recall").get("mean_us").asDouble() > 0);
    if (record.get("format").asText().equals("exact")) {
      assertEquals(1, curve.size());
      assertEquals(accepted, last.get("visited").asInt());
      assertEquals(1, last.get("recall").asDouble(), 0);
    }
  }

  /** Rows belong to seven classes by turns. */
  private static void writeColumn(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(ROWS * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < ROWS; row++) {
      bytes.putInt(row % 7);
    }
    Files.write(file, bytes.array());
  }
}

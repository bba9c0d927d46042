package org.lucenediskann.benchmarks.robust;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.apache.lucene.util.VectorUtil;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.data.Vectors;
import picocli.CommandLine;

/** Runs the whole command on a few vectors in every situation. */
public class TestRobustCommand {
  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  @Test
  public void measuresEverySituation() throws IOException {
    Path json = temporary.getRoot().toPath().resolve("out.json");
    String[] args = {
      "--docs", "600", "--queries", "5", "--list-sizes", "10,300", "--json", "" + json
    };

    assertEquals(0, new CommandLine(new RobustCommand()).execute(args));

    JsonNode records = new ObjectMapper().readTree(json.toFile());
    assertEquals(2L * Situation.values().length, records.size());
    for (JsonNode record : records) {
      Situation situation =
          Situation.valueOf(record.get("situation").asText().toUpperCase(Locale.ROOT));
      assertEquals(situation.segments(), record.get("segments").asInt());
      JsonNode exhaustive = record.get("curve").get(1);
      assertTrue("" + record, exhaustive.get("recall").asDouble() > .95);
      assertTrue("" + record, exhaustive.get("visited").asDouble() > 100);
    }
  }

  @Test
  public void makesVectorsOfManyLengths() {
    DataSet data = Situation.LENGTHS.data(300, 1);
    double[] lengths = new double[data.base().size()];
    for (int i = 0; i < lengths.length; i++) {
      float[] row = data.base().row(i);
      lengths[i] = Math.sqrt(VectorUtil.dotProduct(row, row));
    }
    Arrays.sort(lengths);
    assertEquals(.04, lengths[0], .01);
    assertEquals(12, lengths[lengths.length - 1], 1);
    assertEquals(Math.sqrt(.04 * 12), lengths[lengths.length / 2], .25);
  }

  @Test
  public void makesHalfOfAllEqual() {
    Vectors base = Situation.EQUAL.data(300, 1).base();
    long equal = 0;
    for (int i = 0; i < 300; i++) {
      equal += Arrays.equals(base.row(i), base.row(0)) ? 1 : 0;
    }
    assertEquals(151, equal); // one of the others is the first, too
  }
}

package org.lucenediskann.benchmarks.search;

import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.data.DataSetReader;
import org.lucenediskann.benchmarks.data.MadeUpData;

public class TestTruthCheck {
  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  private DataSet data() throws IOException {
    return DataSetReader.open(MadeUpData.write(temporary.newFolder().toPath(), 200, 20, 4));
  }

  private static DataSet with(DataSet data, int[][] neighbors) {
    return new DataSet(
        data.name(),
        data.metric(),
        data.base(),
        data.queries(),
        Optional.of(neighbors),
        data.naturalOrder(),
        data.integers());
  }

  @Test
  public void acceptsWhatAScanFinds() throws IOException {
    DataSet right = with(data(), ExactSearch.neighbors(data(), 30));
    assertSame(right, TruthCheck.check(right));
  }

  @Test
  public void rejectsNeighborsOfOtherRows() throws IOException {
    int[][] neighbors = ExactSearch.neighbors(data(), 30);
    for (int[] row : neighbors) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (row[i] + 1) % 200;
      }
    }
    DataSet wrong = with(data(), neighbors);
    DataException refused = assertThrows(DataException.class, () -> TruthCheck.check(wrong));
    assertTrue(refused.getMessage().contains("the ground truth is wrong"));
  }

  @Test
  public void rejectsAFewWrongOnes() throws IOException {
    int[][] neighbors = ExactSearch.neighbors(data(), 30);
    for (int query = 0; query < 8; query++) {
      neighbors[query][0] = neighbors[query][29];
    }
    DataSet wrong = with(data(), neighbors);
    assertThrows(DataException.class, () -> TruthCheck.check(wrong));
  }
}

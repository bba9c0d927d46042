package org.lucenediskann.benchmarks.search;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;

/** Compares true neighbors that came with the data with those that a scan finds. */
public final class TruthCheck {
  private static final int QUERIES = 16;
  private static final int K = 10;
  private static final double LEAST_RIGHT = .98; // rounding may swap rows that are equally near

  private TruthCheck() {}

  /**
   * Checks the first few queries of data that came with neighbors.
   *
   * @throws DataException if their neighbors are not the nearest, under the data's metric
   */
  public static DataSet check(DataSet data) {
    if (data.neighbors().isPresent()) {
      DataSet sample = data.withQueries(QUERIES);
      double right = shareRight(sample, sample.neighbors().orElseThrow());
      if (right < LEAST_RIGHT) {
        throw DataException.of(
            "%s: the ground truth is wrong: of its nearest rows of the first %d queries a scan finds"
                + " %.0f %%; other vectors, other order, or another metric than %s",
            data.name(), sample.queries().size(), 100 * right, data.metric());
      }
    }
    return data;
  }

  private static double shareRight(DataSet sample, int[][] given) {
    int k = Math.min(K, given[0].length);
    Recall recall = new Recall(sample, ExactSearch.neighbors(sample, k), k);
    return IntStream.range(0, given.length)
        .mapToDouble(query -> recall.of(query, Arrays.copyOf(given[query], k)))
        .average()
        .orElse(1);
  }
}

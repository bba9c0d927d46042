package org.lucenediskann.benchmarks.search;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.data.Vectors;
import org.lucenediskann.benchmarks.progress.Progress;

/** True nearest neighbors, by comparing every query with every row. */
public final class ExactSearch {
  private static final int QUERIES_PER_PASS = 32; // share one read of each row

  private final DataSet data;
  private final int k;

  private ExactSearch(DataSet data, int k) {
    this.data = data;
    this.k = Math.min(k, data.base().size());
  }

  /** The {@code k} nearest rows of each query, nearest first; nq × min(k, n). Uses all cores. */
  public static int[][] neighbors(DataSet data, int k) {
    return new ExactSearch(data, k).run();
  }

  private int[][] run() {
    int queryCount = data.queries().size();
    int[][] neighbors = new int[queryCount][];
    try (Progress progress = Progress.start("exact neighbors", queryCount)) {
      IntStream.range(0, Math.ceilDiv(queryCount, QUERIES_PER_PASS))
          .parallel()
          .forEach(
              pass -> {
                int from = pass * QUERIES_PER_PASS;
                int to = Math.min(queryCount, from + QUERIES_PER_PASS);
                scan(from, to, neighbors);
                progress.step(to - from);
              });
    }
    return neighbors;
  }

  private void scan(int fromQuery, int toQuery, int[][] neighbors) {
    Vectors base = data.base();
    VectorSimilarityFunction judge = data.metric().judge();
    float[][] queries = new float[toQuery - fromQuery][];
    Arrays.setAll(queries, i -> data.queries().row(fromQuery + i));
    NearestRows[] nearest = new NearestRows[queries.length];
    Arrays.setAll(nearest, i -> new NearestRows(k));
    float[] row = new float[base.dimension()];
    for (int r = 0; r < base.size(); r++) {
      base.read(r, row);
      for (int q = 0; q < queries.length; q++) {
        nearest[q].offer(r, judge.compare(queries[q], row));
      }
    }
    for (int q = 0; q < queries.length; q++) {
      neighbors[fromQuery + q] = nearest[q].drain();
    }
  }
}

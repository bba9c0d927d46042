package org.lucenediskann.benchmarks.ingest;

import org.apache.lucene.index.VectorSimilarityFunction;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.search.ScoreFloor;

/**
 * Scores that true neighbors have among the first so many rows, for any growing numbers of rows, in
 * one pass over the data.
 */
final class PrefixFloors {
  private final DataSet data;
  private final float[][] queries;
  private final ScoreFloor[] floors;
  private int rows;

  PrefixFloors(DataSet data, float[][] queries, int k) {
    this.data = data;
    this.queries = queries;
    this.floors = new ScoreFloor[queries.length];
    for (int q = 0; q < queries.length; q++) {
      floors[q] = new ScoreFloor(k);
    }
  }

  /** Takes the rows up to {@code count} in; never fewer than before. */
  void extendTo(int count) {
    VectorSimilarityFunction judge = data.metric().judge();
    float[] row = new float[data.base().dimension()];
    for (; rows < Math.min(count, data.base().size()); rows++) {
      data.base().read(rows, row);
      for (int q = 0; q < queries.length; q++) {
        floors[q].offer(judge.compare(queries[q], row));
      }
    }
  }

  /** Share of the true neighbors among the rows so far that {@code found} names, in 0..1. */
  double recall(int query, int[] found) {
    VectorSimilarityFunction judge = data.metric().judge();
    int right = 0;
    for (int row : found) {
      float score = judge.compare(queries[query], data.base().row(row));
      right += score >= floors[query].floor() ? 1 : 0;
    }
    int wanted = floors[query].size();
    return wanted == 0 ? 1 : Math.min(right, wanted) / (double) wanted;
  }
}

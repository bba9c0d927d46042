package org.lucenediskann.benchmarks.search;

import java.util.Arrays;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;

/**
 * Share of the true nearest rows that a search found. A row as near as the k-th true one counts,
 * whichever of the equally near rows the ground truth happens to name. Nearness is computed from
 * the raw vectors, not taken from the search under test.
 */
public final class Recall {
  private final DataSet data;
  private final int k;
  private final float[][] queries;
  private final float[] floors; // per query, the score of its k-th true neighbor

  /**
   * Prepares for recall@k.
   *
   * @param neighbors nq rows of at least min(k, n) true neighbors, nearest first
   */
  public Recall(DataSet data, int[][] neighbors, int k) {
    this.data = data;
    this.k = Math.min(k, data.base().size());
    this.queries = new float[neighbors.length][];
    this.floors = new float[neighbors.length];
    for (int q = 0; q < neighbors.length; q++) {
      if (neighbors[q].length < this.k) {
        throw new DataException(
            "ground truth holds " + neighbors[q].length + " neighbors a query, fewer than k=" + k);
      }
      queries[q] = data.queries().row(q);
      floors[q] = ScoreFloor.lower(score(q, neighbors[q][this.k - 1]));
    }
  }

  /** By the neighbors that came with the data, or else by those that a scan finds. */
  public static Recall of(DataSet data, int k) {
    return new Recall(data, data.neighbors().orElseGet(() -> ExactSearch.neighbors(data, k)), k);
  }

  private float score(int query, int row) {
    VectorSimilarityFunction judge = data.metric().judge();
    return judge.compare(queries[query], data.base().row(row));
  }

  /** Recall of {@code rows} for query {@code query}, in 0..1. Rows found twice count once. */
  public double of(int query, int[] rows) {
    long right =
        Arrays.stream(rows).distinct().filter(row -> score(query, row) >= floors[query]).count();
    return Math.min(right, k) / (double) k;
  }
}

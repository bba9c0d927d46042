package org.lucenediskann.benchmarks.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.lucenediskann.benchmarks.data.DataSet;

/**
 * True nearest neighbors among some of the rows, for ever other ones: those that are left of a long
 * ranking of all rows, found once.
 */
public final class LiveNeighbors {
  private static final int RANKED = 1000;

  private final DataSet data;
  private final int k;
  private final int[][] ranking; // per query, its nearest rows, nearest first

  /** Ranks the rows of {@code data} for lists of {@code k}. */
  public LiveNeighbors(DataSet data, int k) {
    this.data = data;
    this.k = k;
    this.ranking = ExactSearch.neighbors(data, Math.max(k, RANKED));
  }

  /** The {@code k} nearest live rows of each query, or all there are; nearest first. */
  public int[][] among(BitSet live) {
    int[][] neighbors = new int[ranking.length][];
    Arrays.setAll(neighbors, query -> among(live, query));
    return neighbors;
  }

  /** The same for one query. Safe for many threads. */
  public int[] among(BitSet live, int query) {
    int[] found = IntStream.of(ranking[query]).filter(live::get).limit(k).toArray();
    boolean complete = found.length == k || ranking[query].length == data.base().size();
    return complete ? found : scan(live, query);
  }

  private int[] scan(BitSet live, int query) {
    VectorSimilarityFunction judge = data.metric().judge();
    float[] target = data.queries().row(query);
    NearestRows nearest = new NearestRows(k);
    for (int row = live.nextSetBit(0); row >= 0; row = live.nextSetBit(row + 1)) {
      nearest.offer(row, judge.compare(target, data.base().row(row)));
    }
    return nearest.drain();
  }
}

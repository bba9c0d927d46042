package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.RowReader;

/**
 * Offers every vector the nearest of its known neighbors as candidates. The far ones stem from a
 * sparser graph and would make the new one dearer to search.
 *
 * <p>A neighbor that a leaf offers as well may be a candidate twice, as a dot product of two rows
 * adds up otherwise than a panel. RobustPrune keeps one: the other is at distance zero from it.
 */
final class KnownEdgeStage {

  private static final int UNIT = 512;

  private final RowReader rows; // by position
  private final Candidates candidates; // by position
  private final int[] order; // position → ordinal
  private final int[] rowOf; // ordinal → position
  private final int keep;

  private KnownEdgeStage(
      RowReader rows, Candidates candidates, int[] order, int[] rowOf, int keep) {
    this.rows = rows;
    this.candidates = candidates;
    this.order = order;
    this.rowOf = rowOf;
    this.keep = keep;
  }

  /**
   * Offers what is known.
   *
   * @param keep most candidates of each vector, the nearest
   */
  static void run(
      KnownEdges known,
      int keep,
      RowReader rows,
      Candidates candidates,
      int[] order,
      int[] rowOf,
      BuildContext context)
      throws IOException {
    KnownEdgeStage stage = new KnownEdgeStage(rows, candidates, order, rowOf, keep);
    Units.run(
        context,
        "known edges",
        (order.length + UNIT - 1) / UNIT,
        () -> stage.newWorker(known.open(), context.newKernel()));
  }

  private Units.Worker newWorker(KnownEdges.View view, DistanceKernel kernel) throws IOException {
    RowPair pair = new RowPair(rows.copy(), kernel);
    Candidates.Sink sink = candidates.new Sink();
    int[] ords = new int[view.maxCount()];
    long[] keys = new long[view.maxCount()];
    return unit -> {
      int to = Math.min(order.length, unit * UNIT + UNIT);
      for (int position = unit * UNIT; position < to; position++) {
        int count = measure(position, ords, view.neighbors(order[position], ords), keys, pair);
        Arrays.sort(keys, 0, count);
        sink.offer(position, keys, 0, Math.min(keep, count));
      }
    };
  }

  private int measure(int position, int[] ords, int count, long[] keys, RowPair pair)
      throws IOException {
    int measured = 0;
    for (int i = 0; i < count; i++) {
      int other = rowOf[ords[i]];
      if (other != position) { // an equal vector
        keys[measured++] = Candidates.key(pair.squaredDistance(position, other), other);
      }
    }
    return measured;
  }
}

package org.lucenediskann.codec.build;

import java.io.IOException;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.DistanceStrip;
import org.lucenediskann.codec.kernel.RowBlock;
import org.lucenediskann.codec.kernel.RowReader;

/** Newcomers against the members of a group: the nearest become candidates. Serves one thread. */
final class CrossKnn {

  /** A resident is in one group only, unlike in the many leaves of a build. */
  private static final int NEIGHBORS_FACTOR = 3;

  private static final int ROWS_BETWEEN_ABORT_CHECKS = 512;

  private final BuildContext context;
  private final RowReader rows;
  private final Candidates.Sink candidates;
  private final RowBlock block;
  private final RowBlock columns;
  private final DistanceStrip strip;
  private final NearestLists nearest;
  private final long[] keys;

  CrossKnn(
      RowReader rows,
      Candidates.Sink candidates,
      BuildParameters parameters,
      BuildContext context) {
    int k = NEIGHBORS_FACTOR * parameters.leafNeighbors();
    DistanceKernel kernel = context.newKernel();
    this.context = context;
    this.rows = rows;
    this.candidates = candidates;
    this.block = new RowBlock(rows);
    this.columns = new RowBlock(rows);
    this.strip = new DistanceStrip(kernel, rows);
    this.nearest = new NearestLists(k, kernel);
    this.keys = new long[k];
  }

  /**
   * Finds the nearest members for newcomers.
   *
   * @param indexes under which they get candidates
   * @param newcomers their rows
   * @param members rows they are compared with, some of themselves among them
   */
  void link(int[] indexes, int[] newcomers, int[] members) throws IOException {
    rows.gather(members, 0, members.length, columns);
    strip.setColumns(columns);
    nearest.reset(indexes.length);
    rows.gather(newcomers, 0, newcomers.length, block);
    for (int from = 0; from < indexes.length; from += DistanceKernel.TILE_ROWS) {
      if (from % ROWS_BETWEEN_ABORT_CHECKS == 0) {
        context.checkAborted();
      }
      int to = Math.min(indexes.length, from + DistanceKernel.TILE_ROWS);
      strip.distances(block, from, to, members.length);
      for (int row = from; row < to; row++) {
        nearest.offerAll(row, strip.values(), strip.offset(row - from), members.length);
        keep(row, indexes[row], newcomers[row], members);
      }
    }
  }

  private void keep(int row, int index, int newcomer, int[] members) throws IOException {
    int count = 0;
    for (int i = 0; i < nearest.count(row); i++) {
      int member = members[nearest.id(row, i)];
      if (member != newcomer) {
        keys[count++] = Candidates.key(nearest.distance(row, i), member);
      }
    }
    candidates.offer(index, keys, 0, count);
  }
}

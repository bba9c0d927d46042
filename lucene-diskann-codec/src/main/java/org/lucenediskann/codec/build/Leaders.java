package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.DistanceStrip;
import org.lucenediskann.codec.kernel.RowBlock;
import org.lucenediskann.codec.kernel.RowReader;

/** Finds the nearest of a set of leaders, for many rows. One instance serves one thread. */
final class Leaders {

  /** Mean size of a part, as a fraction of the leaf size: sizes vary, and few shall be above it. */
  private static final double MEAN_SIZE = 0.6;

  private final RowReader rows;
  private final DistanceKernel kernel;
  private final DistanceStrip strip;
  private final RowBlock leaders;
  private final RowBlock members;

  Leaders(RowReader rows, DistanceKernel kernel) {
    this.rows = rows;
    this.kernel = kernel;
    this.strip = new DistanceStrip(kernel, rows);
    this.leaders = new RowBlock(rows);
    this.members = new RowBlock(rows);
  }

  /** How many leaders a cluster gets so that most parts are leaves; at least two. */
  static int count(int clusterSize, int fanout, int leafSize) {
    long wanted = (long) Math.ceil((double) clusterSize * fanout / (MEAN_SIZE * leafSize));
    return (int) Math.max(2, Math.min(clusterSize, wanted));
  }

  /** Distinct members of a cluster, in random order. */
  static int[] sample(int[] cluster, int count, SplittableRandom random) {
    int[] pool = cluster.clone();
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(i, pool.length);
      int swap = pool[i];
      pool[i] = pool[other];
      pool[other] = swap;
    }
    return Arrays.copyOf(pool, count);
  }

  /** Sets the rows to choose from. */
  void set(int[] leaderIds) throws IOException {
    rows.gather(leaderIds, 0, leaderIds.length, leaders);
    strip.setColumns(leaders);
  }

  /**
   * Finds the leaders nearest to {@code ids[from, to)}.
   *
   * @param dest receives {@code fanout} leader numbers for each id, nearest first, at {@code i *
   *     fanout} for {@code ids[i]}
   */
  void assign(int[] ids, int from, int to, int fanout, int[] dest) throws IOException {
    NearestLists nearest = new NearestLists(fanout, kernel);
    for (int start = from; start < to; start += DistanceKernel.TILE_ROWS) {
      int end = Math.min(to, start + DistanceKernel.TILE_ROWS);
      rows.gather(ids, start, end, members);
      strip.distances(members, 0, end - start, leaders.count());
      nearest.reset(DistanceKernel.TILE_ROWS);
      for (int row = 0; row < end - start; row++) {
        nearest.offerAll(row, strip.values(), strip.offset(row), leaders.count());
        nearest.copyIds(row, dest, (start + row) * fanout);
        complete(dest, (start + row) * fanout, nearest.count(row), fanout);
      }
    }
  }

  /**
   * Fills up a list with the first leaders that it lacks, where most are infinitely far: a square
   * that overflows must not make two members of one.
   */
  private static void complete(int[] dest, int from, int count, int fanout) {
    for (int leader = 0; count < fanout; leader++) {
      int candidate = leader;
      if (Arrays.stream(dest, from, from + count).noneMatch(other -> other == candidate)) {
        dest[from + count++] = leader;
      }
    }
  }
}

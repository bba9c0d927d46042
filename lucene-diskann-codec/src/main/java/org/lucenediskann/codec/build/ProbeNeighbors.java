package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.DistanceStrip;
import org.lucenediskann.codec.kernel.RowBlock;
import org.lucenediskann.codec.kernel.RowReader;

/** The nearest of many rows to a few of them, the probes, by comparing each with each. */
final class ProbeNeighbors {

  private static final int UNIT = 256;

  private ProbeNeighbors() {}

  /** At most so many of {@code ids}, evenly spread. */
  static int[] spread(int[] ids, int count) {
    if (ids.length <= count) {
      return ids;
    }
    int[] some = new int[count];
    Arrays.setAll(some, i -> ids[(int) ((2L * i + 1) * ids.length / (2L * count))]);
    return some;
  }

  /**
   * Compares probes with other rows.
   *
   * @return the {@code k} nearest to each probe, the probe itself among them if it is one of {@code
   *     ids}
   */
  static NearestLists find(RowReader rows, int[] probes, int[] ids, int k, BuildContext context)
      throws IOException {
    DistanceKernel kernel = context.newKernel();
    RowBlock block = new RowBlock(rows);
    rows.gather(probes, 0, probes.length, block);
    DistanceStrip strip = new DistanceStrip(kernel, rows);
    strip.setColumns(block);
    NearestLists nearest = new NearestLists(k, kernel);
    nearest.reset(probes.length);
    for (int from = 0; from < ids.length; from += UNIT) {
      context.checkAborted();
      int to = Math.min(ids.length, from + UNIT);
      rows.gather(ids, from, to, block);
      offer(block, strip, ids, from, probes.length, nearest);
    }
    return nearest;
  }

  /** Offers a block's rows to all probes. */
  private static void offer(
      RowBlock block, DistanceStrip strip, int[] ids, int first, int probes, NearestLists nearest) {
    for (int from = 0; from < block.count(); from += DistanceKernel.TILE_ROWS) {
      int to = Math.min(block.count(), from + DistanceKernel.TILE_ROWS);
      strip.distances(block, from, to, probes);
      for (int row = from; row < to; row++) {
        for (int probe = 0; probe < probes; probe++) {
          float distance = strip.values()[strip.offset(row - from) + probe];
          nearest.offer(probe, ids[first + row], distance);
        }
      }
    }
  }
}

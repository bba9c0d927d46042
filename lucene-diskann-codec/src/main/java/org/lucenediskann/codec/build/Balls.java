package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.lucenediskann.codec.kernel.RowReader;

/**
 * The top of the partition: overlapping balls around sampled leaders, and an order of the vectors
 * in which neighbors are near each other. All later stages number the vectors by their position in
 * that order, so that what they touch together lies together in memory.
 */
final class Balls {

  private final int[] order;
  private final int[][] members;

  private Balls(int[] order, int[][] members) {
    this.order = order;
    this.members = members;
  }

  /**
   * Carves the distinct vectors of a matrix into balls.
   *
   * @param ords which rows take part, ascending
   */
  static Balls carve(RowReader rows, int[] ords, BuildParameters parameters, BuildContext context)
      throws IOException {
    if (ords.length <= parameters.wholeSize()) {
      int[] all = new int[ords.length];
      Arrays.setAll(all, i -> i);
      return new Balls(ords, new int[][] {all});
    }
    SplittableRandom random = new SplittableRandom(parameters.seed());
    int count = Leaders.count(ords.length, parameters.fanout(), parameters.leafSize());
    int[] leaders = Leaders.sample(ords, count, random);
    int fanout = Math.min(parameters.fanout(), count);
    int[] nearest = new LeaderSearch(rows, leaders, fanout, context).nearest(ords, random);
    return group(ords, nearest, fanout, count);
  }

  /** Orders the vectors by their nearest leader and lists every ball's members by position. */
  private static Balls group(int[] ords, int[] nearest, int fanout, int ballCount) {
    int[] starts = new int[ballCount + 1];
    int[] sizes = new int[ballCount];
    for (int i = 0; i < nearest.length; i++) {
      sizes[nearest[i]]++;
      starts[nearest[i] + 1] += i % fanout == 0 ? 1 : 0;
    }
    for (int ball = 0; ball < ballCount; ball++) {
      starts[ball + 1] += starts[ball];
    }
    int[] order = new int[ords.length];
    int[][] members = new int[ballCount][];
    Arrays.setAll(members, ball -> new int[sizes[ball]]);
    Arrays.fill(sizes, 0);
    for (int i = 0; i < ords.length; i++) {
      int position = starts[nearest[i * fanout]]++;
      order[position] = ords[i];
      for (int rank = 0; rank < fanout; rank++) {
        int ball = nearest[i * fanout + rank];
        members[ball][sizes[ball]++] = position;
      }
    }
    return new Balls(order, members);
  }

  /** The vector at each position. */
  int[] order() {
    return order;
  }

  /** Number of balls. */
  int count() {
    return members.length;
  }

  /** Positions of a ball's members. They are not kept. */
  int[] takeMembers(int ball) {
    int[] positions = members[ball];
    members[ball] = null;
    return positions;
  }
}

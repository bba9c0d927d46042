package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.lucenediskann.codec.kernel.RowReader;

/**
 * Finds the leaders nearest to each of many vectors. Where leaders are many, they are looked for in
 * cells: a vector belongs to the cell of the nearest of a few centers and is compared with the
 * leaders of that cell only, and a leader belongs to several cells.
 */
final class LeaderSearch {

  private static final int MAX_DIRECT = 2560;
  private static final int CELLS_OF_LEADER = 96;
  private static final int UNIT = 1024;

  private final RowReader rows;
  private final int fanout;
  private final BuildContext context;
  private int[] leaders;

  /**
   * Creates a search.
   *
   * @param leaders the rows to choose from
   * @param fanout leaders to be found for each vector, no more than there are
   */
  LeaderSearch(RowReader rows, int[] leaders, int fanout, BuildContext context) {
    this.rows = rows;
    this.leaders = leaders;
    this.fanout = fanout;
    this.context = context;
  }

  /**
   * Finds the nearest leaders of all {@code ords}.
   *
   * @return numbers of leaders, nearest first: ords × fanout. Leaders are numbered so that those of
   *     similar numbers tend to be near each other.
   */
  int[] nearest(int[] ords, SplittableRandom random) throws IOException {
    if (leaders.length <= MAX_DIRECT) {
      return assign(ords, leaders, fanout);
    }
    int cells = (int) Math.sqrt((double) leaders.length * CELLS_OF_LEADER);
    int[] centers = Leaders.sample(leaders, cells, random);
    leaders = new Groups(assign(leaders, centers, 1), 1, cells).sorted(leaders);
    int[] cellsOfLeaders = assign(leaders, centers, CELLS_OF_LEADER);
    Groups leadersOf = new Groups(cellsOfLeaders, CELLS_OF_LEADER, cells);
    Groups ordsOf = new Groups(assign(ords, centers, 1), 1, cells);
    int[] nearest = new int[Math.multiplyExact(ords.length, fanout)];
    Units.run(
        context,
        "partition",
        cells,
        () -> {
          Leaders chosen = new Leaders(rows.copy(), context.newKernel());
          return cell ->
              assignCell(ordsOf.of(cell), candidates(leadersOf.of(cell)), ords, chosen, nearest);
        });
    return nearest;
  }

  /** The leaders by their numbers. */
  int[] leaders() {
    return leaders;
  }

  /** A cell with too few leaders has all. */
  private int[] candidates(int[] leadersOfCell) {
    if (leadersOfCell.length >= 2 * fanout) {
      return leadersOfCell;
    }
    int[] all = new int[leaders.length];
    Arrays.setAll(all, leader -> leader);
    return all;
  }

  private void assignCell(
      int[] members, int[] candidates, int[] ords, Leaders chosen, int[] nearest)
      throws IOException {
    chosen.set(Arrays.stream(candidates).map(leader -> leaders[leader]).toArray());
    int[] ids = Arrays.stream(members).map(member -> ords[member]).toArray();
    int[] found = new int[members.length * fanout];
    chosen.assign(ids, 0, ids.length, fanout, found);
    for (int i = 0; i < members.length; i++) {
      for (int rank = 0; rank < fanout; rank++) {
        nearest[members[i] * fanout + rank] = candidates[found[i * fanout + rank]];
      }
    }
  }

  /** Compares all with all. */
  private int[] assign(int[] ids, int[] to, int count) throws IOException {
    int[] nearest = new int[Math.multiplyExact(ids.length, count)];
    Units.run(
        context,
        "partition",
        (ids.length + UNIT - 1) / UNIT,
        () -> {
          Leaders chosen = new Leaders(rows.copy(), context.newKernel());
          chosen.set(to);
          return unit -> {
            int from = unit * UNIT;
            chosen.assign(ids, from, Math.min(ids.length, from + UNIT), count, nearest);
          };
        });
    return nearest;
  }
}

package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.lucenediskann.codec.kernel.RowReader;

/**
 * How many balls a vector has to join so that it meets its nearest neighbors in one of them. Among
 * few vectors, or such as differ in few ways, fewer do than elsewhere, and each costs as much.
 */
final class Overlap {

  private static final int PROBES = 64;
  private static final int NEAREST = 8;
  private static final int MAX_COMPARED = 1 << 18; // of more rows, evenly spread ones
  private static final double MET = 0.985;

  /** Never fewer of the balls than so: they are also what links one cluster to another. */
  private static final double LEAST = 2.0 / 3;

  private final RowReader rows;
  private final int[] ids;
  private final int leafSize;
  private final BuildContext context;

  private Overlap(RowReader rows, int[] ids, int leafSize, BuildContext context) {
    this.rows = rows;
    this.ids = ids;
    this.leafSize = leafSize;
    this.context = context;
  }

  /**
   * Looks for the least fanout, of those allowed, at which a few vectors meet nearly all of their
   * nearest.
   *
   * @param ids rows that join balls
   * @param parameters with the greatest fanout allowed
   */
  static int fanout(RowReader rows, int[] ids, BuildParameters parameters, BuildContext context)
      throws IOException {
    if (ids.length <= parameters.wholeSize()) {
      return 1;
    }
    int most = parameters.fanout();
    int least = (int) Math.ceil(most * LEAST);
    return least == most
        ? most
        : new Overlap(rows, ids, parameters.leafSize(), context)
            .least(least, most, new SplittableRandom(parameters.seed()));
  }

  private int least(int from, int to, SplittableRandom random) throws IOException {
    int[] families = families();
    int[] leaders = Leaders.sample(ids, Leaders.count(ids.length, to, leafSize), random);
    int least = from;
    int enough = to;
    while (least < enough) {
      int middle = (least + enough) / 2;
      if (met(families, middle, leaders) >= MET) {
        enough = middle;
      } else {
        least = middle + 1;
      }
    }
    return enough;
  }

  /** Each probe, followed by its nearest. */
  private int[] families() throws IOException {
    int size = 1 + NEAREST;
    int[] probes = ProbeNeighbors.spread(ids, PROBES);
    int[] compared = ProbeNeighbors.spread(ids, MAX_COMPARED);
    NearestLists nearest = ProbeNeighbors.find(rows, probes, compared, size, context);
    int[] families = new int[probes.length * size];
    for (int i = 0; i < families.length; i++) {
      int rank = i % size;
      families[i] = rank < nearest.count(i / size) ? nearest.id(i / size, rank) : probes[i / size];
    }
    return families;
  }

  /** Share of the nearest that have a ball in common with their probe. */
  private double met(int[] families, int fanout, int[] leaders) throws IOException {
    int[] chosen = Arrays.copyOf(leaders, Leaders.count(ids.length, fanout, leafSize));
    NearestLists joined = ProbeNeighbors.find(rows, families, chosen, fanout, context);
    int size = 1 + NEAREST;
    int met = 0;
    for (int i = 0; i < families.length; i++) {
      met += i % size != 0 && meet(joined, i / size * size, i) ? 1 : 0;
    }
    return met / (double) (families.length / size * NEAREST);
  }

  private static boolean meet(NearestLists joined, int a, int b) {
    for (int i = 0; i < joined.count(a); i++) {
      for (int j = 0; j < joined.count(b); j++) {
        if (joined.id(a, i) == joined.id(b, j)) {
          return true;
        }
      }
    }
    return false;
  }
}

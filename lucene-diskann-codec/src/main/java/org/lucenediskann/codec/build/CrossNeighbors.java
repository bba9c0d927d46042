package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.lucene.util.FixedBitSet;
import org.lucenediskann.codec.graph.VectorRows;
import org.lucenediskann.codec.kernel.RowMatrix;

/**
 * Finds the nearest of all vectors for some of them, the newcomers. As in a build, vectors join the
 * balls of their nearest leaders, newcomers more of them than residents; but in a ball only
 * newcomers are compared, with all its members.
 */
public final class CrossNeighbors {

  private static final int RESIDENT_FANOUT = 2;
  private static final int UNIT = 1024;

  /** A ball of more members, and of so many times the mean, has leaders that tell nothing apart. */
  private static final int MANY_MEMBERS = 4096;

  private static final int MANY_TIMES_THE_MEAN = 8;

  private final RowMatrix matrix;
  private final int[] newcomers; // ascending
  private final int[] residents; // ascending
  private final BuildContext context;
  private final Candidates candidates; // by index of the newcomer
  private int[] order;

  private CrossNeighbors(
      RowMatrix matrix, FixedBitSet residents, int listSize, BuildContext context) {
    this.matrix = matrix;
    this.context = context;
    int residentCount = residents.cardinality();
    this.residents = new int[residentCount];
    this.newcomers = new int[matrix.size() - residentCount];
    int resident = 0;
    for (int ord = 0; ord < matrix.size(); ord++) {
      if (residents.get(ord)) {
        this.residents[resident++] = ord;
      } else {
        newcomers[ord - resident] = ord;
      }
    }
    this.candidates = new Candidates(newcomers.length, listSize);
  }

  /**
   * Finds candidates, as many as a build list has.
   *
   * @param residents ordinals of all rows that are no newcomers; at least one is
   * @throws IOException if rows cannot be read or the work was aborted
   */
  public static CrossNeighbors find(
      VectorRows rows, FixedBitSet residents, BuildParameters parameters, BuildContext context)
      throws IOException {
    RowMatrix matrix = Rows.load(rows, parameters, context).matrix();
    CrossNeighbors neighbors =
        new CrossNeighbors(matrix, residents, parameters.buildListSize(), context);
    neighbors.find(parameters);
    return neighbors;
  }

  private void find(BuildParameters parameters) throws IOException {
    int[] all = new int[matrix.size()];
    Arrays.setAll(all, ord -> ord);
    int[] leaders =
        Leaders.sample(
            all,
            Math.min(all.length, Leaders.count(all.length, parameters.leafSize())),
            new SplittableRandom(parameters.seed()));
    int fanout = Math.min(parameters.fanout(), leaders.length);
    int residentFanout = Math.min(RESIDENT_FANOUT, leaders.length);
    int[][] residentsOf =
        byBall(nearest(residents, leaders, residentFanout), residentFanout, leaders);
    int[] newcomerBalls = nearest(newcomers, leaders, fanout);
    int[][] newcomersOf = byBall(newcomerBalls, fanout, leaders);
    order = byNearestBall(newcomerBalls, fanout, newcomersOf);
    long memberships = (long) newcomers.length * fanout + (long) residents.length * residentFanout;
    long most = Math.max(MANY_MEMBERS, MANY_TIMES_THE_MEAN * memberships / leaders.length);
    Units.run(
        context,
        "compare newcomers",
        leaders.length,
        () -> {
          CrossKnn knn = new CrossKnn(matrix, candidates, parameters, context);
          return ball -> linkSlices(knn, newcomersOf[ball], residentsOf[ball], most);
        });
  }

  private int[] nearest(int[] ords, int[] leaderIds, int fanout) throws IOException {
    int[] nearest = new int[Math.multiplyExact(ords.length, fanout)]; // ords × fanout
    Units.run(
        context,
        "partition",
        (ords.length + UNIT - 1) / UNIT,
        () -> {
          Leaders leaders = new Leaders(matrix, context.newKernel());
          leaders.set(leaderIds);
          return unit -> {
            int from = unit * UNIT;
            leaders.assign(ords, from, Math.min(ords.length, from + UNIT), fanout, nearest);
          };
        });
    return nearest;
  }

  /** Indexes of the members of each ball. */
  private static int[][] byBall(int[] nearest, int fanout, int[] leaders) {
    int[] sizes = new int[leaders.length];
    for (int ball : nearest) {
      sizes[ball]++;
    }
    int[][] members = new int[leaders.length][];
    Arrays.setAll(members, ball -> new int[sizes[ball]]);
    for (int i = nearest.length - 1; i >= 0; i--) {
      members[nearest[i]][--sizes[nearest[i]]] = i / fanout;
    }
    return members;
  }

  /** All newcomers, each with the ball that is nearest to it. */
  private static int[] byNearestBall(int[] nearest, int fanout, int[][] newcomersOf) {
    int[] order = new int[nearest.length / fanout];
    int count = 0;
    for (int ball = 0; ball < newcomersOf.length; ball++) {
      for (int index : newcomersOf[ball]) {
        if (nearest[index * fanout] == ball) {
          order[count++] = index;
        }
      }
    }
    return order;
  }

  /** Too large a ball is cut, and newcomers compared within their slice of it only. */
  private void linkSlices(
      CrossKnn knn, int[] newcomerIndexes, int[] residentIndexes, long mostMembers)
      throws IOException {
    int members = newcomerIndexes.length + residentIndexes.length;
    int slices = (int) ((members + mostMembers - 1) / mostMembers);
    for (int slice = 0; slice < slices; slice++) {
      link(knn, slice(newcomerIndexes, slice, slices), slice(residentIndexes, slice, slices));
    }
  }

  private static int[] slice(int[] indexes, int slice, int slices) {
    int from = (int) ((long) indexes.length * slice / slices);
    int to = (int) ((long) indexes.length * (slice + 1) / slices);
    return Arrays.copyOfRange(indexes, from, to);
  }

  private void link(CrossKnn knn, int[] newcomerIndexes, int[] residentIndexes) throws IOException {
    int[] members = new int[newcomerIndexes.length + residentIndexes.length];
    for (int i = 0; i < newcomerIndexes.length; i++) {
      members[i] = newcomers[newcomerIndexes[i]];
    }
    for (int i = 0; i < residentIndexes.length; i++) {
      members[newcomerIndexes.length + i] = residents[residentIndexes[i]];
    }
    knn.link(newcomerIndexes, members);
  }

  /** Indexes of the newcomers, near ones together; an index counts them by ascending ordinal. */
  public int[] order() {
    return order;
  }

  /** Most candidates of a newcomer. */
  public int capacity() {
    return candidates.capacity();
  }

  /** Copies the ordinals of a newcomer's candidates, nearest first; returns their number. */
  public int copy(int index, int[] dest) {
    long[] keys = new long[candidates.capacity()];
    int count = candidates.get(index, keys);
    for (int i = 0; i < count; i++) {
      dest[i] = Candidates.node(keys[i]);
    }
    return count;
  }
}

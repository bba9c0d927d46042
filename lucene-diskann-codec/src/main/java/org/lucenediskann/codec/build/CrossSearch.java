package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.lucene.util.FixedBitSet;
import org.lucenediskann.codec.kernel.RowReader;

/**
 * Finds the nearest of all vectors for some of them, the newcomers. As in a build, vectors join the
 * balls of their nearest leaders, newcomers more of them than residents; but in a ball only
 * newcomers are compared, with all its members.
 */
final class CrossSearch {

  private static final int RESIDENT_FANOUT = 2;

  /** A ball of more members, and of so many times the mean, has leaders that tell nothing apart. */
  private static final int MANY_MEMBERS = 4096;

  private static final int MANY_TIMES_THE_MEAN = 8;

  private final RowReader rows;
  private final int[] newcomers; // ascending
  private final int[] residents; // ascending
  private final BuildParameters parameters;
  private final BuildContext context;
  private final int[][] found; // by index of the newcomer
  private int[] order;

  /**
   * Creates a search.
   *
   * @param residents ordinals of all rows that are no newcomers; at least one is
   */
  CrossSearch(
      RowReader rows, FixedBitSet residents, BuildParameters parameters, BuildContext context) {
    this.rows = rows;
    this.parameters = parameters;
    this.context = context;
    int residentCount = residents.cardinality();
    this.residents = new int[residentCount];
    this.newcomers = new int[rows.size() - residentCount];
    int resident = 0;
    for (int ord = 0; ord < rows.size(); ord++) {
      if (residents.get(ord)) {
        this.residents[resident++] = ord;
      } else {
        newcomers[ord - resident] = ord;
      }
    }
    this.found = new int[newcomers.length][];
  }

  CrossNeighbors run() throws IOException {
    BuildMemory memory = BuildMemory.plan(rows.size(), rows.dimension(), parameters, context);
    ChunkPool pool = new ChunkPool(memory.candidateBytes(), context.tempFiles());
    try (Candidates candidates =
        new Candidates(newcomers.length, parameters.buildListSize(), pool)) {
      compare(candidates);
      candidates.finish();
      collect(candidates);
    }
    return new CrossNeighbors(order, found);
  }

  private void compare(Candidates candidates) throws IOException {
    int[] leaders = leaders();
    int fanout = Math.min(parameters.fanout(), leaders.length);
    int residentFanout = Math.min(RESIDENT_FANOUT, leaders.length);
    int[] residentBalls = nearest(residents, leaders, residentFanout);
    int[] newcomerBalls = nearest(newcomers, leaders, fanout);
    Groups residentsOf = new Groups(residentBalls, residentFanout, leaders.length);
    Groups newcomersOf = new Groups(newcomerBalls, fanout, leaders.length);
    order = byNearestBall(newcomerBalls, fanout, leaders.length);
    long memberships = (long) newcomerBalls.length + residentBalls.length;
    long most = Math.max(MANY_MEMBERS, MANY_TIMES_THE_MEAN * memberships / leaders.length);
    Units.run(
        context,
        "compare newcomers",
        leaders.length,
        () -> {
          CrossKnn knn = new CrossKnn(rows.copy(), candidates.new Sink(), parameters, context);
          return ball -> linkSlices(knn, newcomersOf.of(ball), residentsOf.of(ball), most);
        });
  }

  /** As many as make balls as large as those of a build. */
  private int[] leaders() {
    int[] all = new int[rows.size()];
    Arrays.setAll(all, ord -> ord);
    long memberships =
        (long) newcomers.length * parameters.fanout() + (long) residents.length * RESIDENT_FANOUT;
    int fanout = Math.round((float) memberships / all.length);
    int count = Leaders.count(all.length, fanout, parameters.leafSize());
    return Leaders.sample(
        all, Math.min(all.length, count), new SplittableRandom(parameters.seed()));
  }

  /** The search numbers the leaders by what it draws; the same seed, the same numbers. */
  private int[] nearest(int[] ords, int[] leaders, int fanout) throws IOException {
    SplittableRandom random = new SplittableRandom(parameters.seed());
    return new LeaderSearch(rows, leaders, fanout, context).nearest(ords, random);
  }

  /** Indexes of all newcomers, each with those whose nearest ball is the same. */
  private static int[] byNearestBall(int[] balls, int fanout, int ballCount) {
    int[] first = new int[balls.length / fanout];
    Arrays.setAll(first, index -> balls[index * fanout]);
    int[] indexes = new int[first.length];
    Arrays.setAll(indexes, index -> index);
    return new Groups(first, 1, ballCount).sorted(indexes);
  }

  private void collect(Candidates candidates) throws IOException {
    Units.run(
        context,
        "collect",
        candidates.rangeCount(),
        () -> {
          Candidates.Reader reader = candidates.new Reader();
          long[] keys = new long[candidates.capacity()];
          return range -> {
            reader.load(range);
            int end = candidates.endNode(range);
            for (int index = candidates.firstNode(range); index < end; index++) {
              found[index] = nodes(keys, reader.get(index, keys));
            }
          };
        });
  }

  private static int[] nodes(long[] keys, int count) {
    int[] nodes = new int[count];
    for (int i = 0; i < count; i++) {
      nodes[i] = Candidates.node(keys[i]);
    }
    return nodes;
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
}

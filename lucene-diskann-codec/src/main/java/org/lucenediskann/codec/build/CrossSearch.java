package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.lucenediskann.codec.kernel.RowReader;

/**
 * Finds the nearest of all vectors for some of them, the newcomers. They join the groups of
 * residents whose leaders are nearest, and are compared there with the residents and with newcomers
 * that are at home in the group.
 */
final class CrossSearch {

  /** Residents of one comparison; more are cut. */
  private static final int MOST_RESIDENTS = 4096;

  private final RowReader rows;
  private final int[] newcomers; // ordinals
  private final int[][] groups; // of residents' ordinals
  private final BuildParameters parameters;
  private final BuildContext context;
  private final int fanout;
  private final int[][] found; // by index of the newcomer
  private int[] order;

  CrossSearch(
      RowReader rows,
      int[] newcomers,
      int[][] groups,
      BuildParameters parameters,
      BuildContext context) {
    this.rows = rows;
    this.newcomers = newcomers;
    this.groups = groups;
    this.parameters = parameters;
    this.context = context;
    this.fanout = Math.min(CrossNeighbors.fanout(parameters), groups.length);
    this.found = new int[newcomers.length][];
  }

  CrossNeighbors run() throws IOException {
    int[] joined = nearestGroups();
    order = byNearestGroup(joined);
    BuildMemory memory = BuildMemory.plan(newcomers.length, rows.dimension(), parameters, context);
    ChunkPool pool = new ChunkPool(memory.candidateBytes(), context.tempFiles());
    try (Candidates candidates =
        new Candidates(newcomers.length, parameters.buildListSize(), pool)) {
      compare(joined, candidates);
      candidates.finish();
      collect(candidates);
    }
    return new CrossNeighbors(order, found);
  }

  /** For each newcomer the groups it joins, nearest first. */
  private int[] nearestGroups() throws IOException {
    int[] leaders = Arrays.stream(groups).mapToInt(group -> group[0]).toArray();
    LeaderSearch search = new LeaderSearch(rows, leaders, fanout, context);
    int[] nearest = search.nearest(newcomers, new SplittableRandom(parameters.seed()));
    renumber(nearest, leaders, search.leaders());
    return nearest;
  }

  /** The search may number the leaders otherwise. */
  private void renumber(int[] nearest, int[] leaders, int[] numbered) {
    int[] groupOf = new int[rows.size()]; // by ordinal of the leader
    for (int group = 0; group < leaders.length; group++) {
      groupOf[leaders[group]] = group;
    }
    Arrays.setAll(nearest, i -> groupOf[numbered[nearest[i]]]);
  }

  /** Indexes of all newcomers, each with those whose nearest group is the same. */
  private int[] byNearestGroup(int[] joined) {
    int[] first = new int[newcomers.length];
    Arrays.setAll(first, index -> joined[index * fanout]);
    int[] indexes = new int[first.length];
    Arrays.setAll(indexes, index -> index);
    return new Groups(first, 1, groups.length).sorted(indexes);
  }

  private void compare(int[] joined, Candidates candidates) throws IOException {
    Groups members = new Groups(joined, fanout, groups.length);
    int homes = Math.min(CrossNeighbors.HOMES, fanout);
    int[] atHome = new int[newcomers.length * homes];
    Arrays.setAll(atHome, i -> joined[i / homes * fanout + i % homes]);
    Groups residing = new Groups(atHome, homes, groups.length);
    Units.run(
        context,
        "compare newcomers",
        groups.length,
        () -> {
          CrossKnn knn = new CrossKnn(rows.copy(), candidates.new Sink(), parameters, context);
          return group -> link(knn, members.of(group), residing.of(group), groups[group]);
        });
  }

  /** A group far too large is cut, and those at home are compared with each other in all pieces. */
  private void link(CrossKnn knn, int[] joining, int[] atHome, int[] group) throws IOException {
    if (joining.length == 0) {
      return;
    }
    for (int from = 0; from < group.length; from += MOST_RESIDENTS) {
      int to = Math.min(group.length, from + MOST_RESIDENTS);
      knn.link(
          joining,
          ordinals(joining),
          concat(ordinals(atHome), Arrays.copyOfRange(group, from, to)));
    }
  }

  private int[] ordinals(int[] indexes) {
    return Arrays.stream(indexes).map(index -> newcomers[index]).toArray();
  }

  private static int[] concat(int[] first, int[] second) {
    int[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
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
}

package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.lucenediskann.codec.graph.NeighborLists;
import org.lucenediskann.codec.graph.Router;
import org.lucenediskann.codec.graph.SelectedRows;
import org.lucenediskann.codec.graph.VectorRows;

/**
 * Builds the levels by which a search finds its way to the region of its query.
 *
 * <p>A level's lists are short, but chosen from many candidates and as diverse as can be (alpha 1):
 * its edges have to lead from cluster to cluster, not to the nearest nodes. Where a descent still
 * loses its way, which {@link RouterProbe} finds out, the levels are made again of more nodes, and
 * searches follow more of them.
 */
public final class RouterBuilder {

  private static final int NODES_PER_SAMPLED = 128; // on the largest level
  private static final int NODES_PER_SAMPLED_OF_FEW = 16;
  private static final int MAX_SIZE_OF_FEW = 64;
  private static final int MIN_SIZE = 32; // of it; below, the graph's entry points do
  private static final int LEVEL_RATIO = 8;
  private static final int[] NODES_PER_SAMPLED_IF_LOST = {32, 8};
  private static final int NODES_PER_SAMPLED_OF_FEW_IF_LOST = 8;
  private static final int MAX_SIZE_OF_FEW_IF_LOST = 256;
  private static final int MAX_WIDTH_IF_LOST = 8;
  private static final int MIN_UPPER_SIZE = 256;

  private static final int MAX_DEGREE = 16;
  private static final int MAX_DEGREE_WITH_REVERSE = 24;
  private static final int BUILD_LIST_SIZE = 64;
  private static final int FANOUT = 8;
  private static final int LEAF_SIZE = 512;
  private static final int LEAF_NEIGHBORS = 40;

  private RouterBuilder() {}

  /**
   * Builds the router of a graph over the given rows; without levels if they are few.
   *
   * @param seed of every random choice
   * @throws IOException if rows cannot be read or the work was aborted
   */
  public static Router build(VectorRows rows, long seed, BuildContext context) throws IOException {
    PhaseLog log = new PhaseLog(context, rows.size());
    Router router = new Router(levels(rows, size(rows), seed, context), 0);
    router = denserIfLost(router, rows, seed, context);
    log.done("route", "levels", router.levels().size());
    return router;
  }

  /**
   * As {@link #build(VectorRows, long, BuildContext)}, but keeps a router carried over from another
   * graph as long as its descents do not lose their way.
   *
   * @param carried by the ordinals of {@code rows}; without levels = there is none
   */
  public static Router build(VectorRows rows, Router carried, long seed, BuildContext context)
      throws IOException {
    if (carried.levels().isEmpty()) {
      return build(rows, seed, context);
    }
    PhaseLog log = new PhaseLog(context, rows.size());
    Router router = denserIfLost(carried, rows, seed, context);
    log.done("route", "levels", router.levels().size());
    return router;
  }

  private static Router denserIfLost(Router given, VectorRows rows, long seed, BuildContext context)
      throws IOException {
    Router router = given;
    for (int nodesPerSampled : NODES_PER_SAMPLED_IF_LOST) {
      int size = sizeIfLost(rows, nodesPerSampled);
      if (size > router.size()) {
        int[] sample = sample(all(rows), size, new SplittableRandom(seed));
        if (!RouterProbe.isLost(router, rows.copy(), sample, context)) {
          return router;
        }
        router = new Router(levels(rows, size, seed, context), MAX_WIDTH_IF_LOST);
      }
    }
    return router;
  }

  private static List<Router.Level> levels(
      VectorRows rows, int size, long seed, BuildContext context) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    Deque<Router.Level> levels = new ArrayDeque<>();
    int[] nodes = sample(all(rows), size, random);
    for (int least = MIN_SIZE; nodes.length >= least; least = MIN_UPPER_SIZE) {
      levels.addFirst(new Router.Level(nodes, link(rows, nodes, seed, context)));
      nodes = sample(nodes, nodes.length / LEVEL_RATIO, random);
    }
    return List.copyOf(levels);
  }

  private static int[] all(VectorRows rows) {
    return IntStream.range(0, rows.size()).toArray();
  }

  /** Nodes on the largest level. */
  private static int size(VectorRows rows) {
    int ofFew = Math.min(MAX_SIZE_OF_FEW, rows.size() / NODES_PER_SAMPLED_OF_FEW);
    return Math.max(rows.size() / NODES_PER_SAMPLED, ofFew);
  }

  private static int sizeIfLost(VectorRows rows, int nodesPerSampled) {
    int ofFew = Math.min(MAX_SIZE_OF_FEW_IF_LOST, rows.size() / NODES_PER_SAMPLED_OF_FEW_IF_LOST);
    return Math.max(rows.size() / nodesPerSampled, ofFew);
  }

  /** One of each run of nodes. */
  private static int[] sample(int[] nodes, int count, SplittableRandom random) {
    int[] sampled = new int[count];
    for (int i = 0; i < sampled.length; i++) {
      long from = (long) nodes.length * i / sampled.length;
      long to = (long) nodes.length * (i + 1) / sampled.length;
      sampled[i] = nodes[(int) random.nextLong(from, to)];
    }
    return sampled;
  }

  private static NeighborLists link(VectorRows rows, int[] nodes, long seed, BuildContext context)
      throws IOException {
    BuildParameters parameters =
        new BuildParameters(
            MAX_DEGREE, BUILD_LIST_SIZE, 1f, FANOUT, LEAF_SIZE, LEAF_NEIGHBORS, seed);
    NeighborLists graph =
        BatchBuilder.build(
            new SelectedRows(rows.copy(), nodes), parameters, new SilentContext(context));
    return ReverseLinks.add(graph, MAX_DEGREE_WITH_REVERSE);
  }
}

package org.lucenediskann.codec.merge;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.util.FixedBitSet;
import org.lucenediskann.codec.build.BuildContext;
import org.lucenediskann.codec.build.BuildParameters;
import org.lucenediskann.codec.build.SilentContext;
import org.lucenediskann.codec.graph.NeighborLists;
import org.lucenediskann.codec.graph.Router;
import org.lucenediskann.codec.graph.SelectedRows;
import org.lucenediskann.codec.graph.VectorRows;

/**
 * Carries the copied graph's router over. Each of its levels is a graph of a sample, into which the
 * same share of the newcomers is inserted, as they are into the graph itself. What the router was
 * found to need when it was built stays.
 */
final class RouterMerge {

  private final MergeSource base;
  private final VectorRows rows;
  private final BuildParameters parameters;
  private final BuildContext context;

  private RouterMerge(
      MergeSource base, VectorRows rows, BuildParameters parameters, BuildContext context) {
    this.base = base;
    this.rows = rows;
    this.parameters = parameters;
    this.context = context;
  }

  /** The router by new ordinals; none if there was none, or if a level has nobody left. */
  static Router run(
      MergePlan.Insert plan, VectorRows rows, BuildParameters parameters, BuildContext context)
      throws IOException {
    RouterMerge merge = new RouterMerge(plan.base(), rows, parameters, new SilentContext(context));
    return merge.run(plan.base().open().router());
  }

  private Router run(Router old) throws IOException {
    Deque<Router.Level> levels = new ArrayDeque<>();
    int[] sample = newcomers();
    int sampled = base.size(); // of the level below
    for (int i = old.levels().size() - 1; i >= 0; i--) {
      Router.Level level = old.levels().get(i);
      sample =
          sample(sample, (int) Math.round((double) sample.length * level.nodes().length / sampled));
      sampled = level.nodes().length;
      int[] nodes = nodes(level, sample);
      if (nodes.length == sample.length) {
        return Router.NONE;
      }
      levels.addFirst(new Router.Level(nodes, link(level, i, nodes, sample.length)));
    }
    return new Router(List.copyOf(levels), old.maxWidth());
  }

  private int[] newcomers() {
    FixedBitSet residents = new FixedBitSet(rows.size());
    for (int newOrd : base.newOrds()) {
      if (newOrd != MergeSource.DEAD) {
        residents.set(newOrd);
      }
    }
    return IntStream.range(0, rows.size()).filter(ord -> !residents.get(ord)).toArray();
  }

  /** Some, from equal stretches. */
  private static int[] sample(int[] nodes, int count) {
    int[] sampled = new int[count];
    Arrays.setAll(sampled, i -> nodes[(int) ((2L * i + 1) * nodes.length / (2L * count))]);
    return sampled;
  }

  /** Those of a level who live on, and newcomers, ascending. */
  private int[] nodes(Router.Level level, int[] newcomers) {
    IntStream residents =
        Arrays.stream(level.nodes()).map(base::newOrd).filter(ord -> ord != MergeSource.DEAD);
    return IntStream.concat(residents, Arrays.stream(newcomers)).sorted().toArray();
  }

  private NeighborLists link(Router.Level level, int index, int[] nodes, int newcomerCount)
      throws IOException {
    int[] positions = new int[level.nodes().length];
    for (int i = 0; i < positions.length; i++) {
      int newOrd = base.newOrd(level.nodes()[i]);
      positions[i] =
          newOrd == MergeSource.DEAD ? MergeSource.DEAD : Arrays.binarySearch(nodes, newOrd);
    }
    MergeSource source =
        new MergeSource(() -> base.open().router().levels().get(index).graph(), positions);
    MergePlan.Insert insert =
        new MergePlan.Insert(source, nodes.length - newcomerCount, newcomerCount, true);
    return InsertMerge.run(insert, new SelectedRows(rows.copy(), nodes), strict(level), context);
  }

  /** As a router's lists are chosen: diverse, to lead from region to region. */
  private BuildParameters strict(Router.Level level) {
    return new BuildParameters(
        level.graph().maxDegree(),
        parameters.buildListSize(),
        1f,
        parameters.fanout(),
        parameters.leafSize(),
        parameters.leafNeighbors(),
        parameters.seed(),
        parameters.buildMemoryBytes());
  }
}

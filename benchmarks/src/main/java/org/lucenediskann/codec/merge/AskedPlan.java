package org.lucenediskann.codec.merge;

import java.util.Comparator;
import java.util.List;
import org.lucenediskann.codec.build.BuildContext;
import org.lucenediskann.codec.build.BuildParameters;
import org.lucenediskann.codec.graph.VectorRows;

/**
 * A plan that is not chosen but asked for, to be compared with others: {@code insert:walks}, {@code
 * insert:groups}, {@code leaf-merge:FANOUT}, {@code rebuild:FANOUT}; or {@code chosen}, the one
 * that a merge chooses by itself. Serves one merge at a time and keeps what is known of the last
 * one.
 */
public final class AskedPlan implements MergePlanner {
  private static final String CHOSEN = "chosen";
  private static final String INSERT = "insert";
  private static final String LEAF_MERGE = "leaf-merge";
  private static final String REBUILD = "rebuild";

  private final String name;
  private final String way;
  private final boolean walks;
  private final int fanout;
  private GraphMerge last;

  private AskedPlan(String name, String way, boolean walks, int fanout) {
    this.name = name;
    this.way = way;
    this.walks = walks;
    this.fanout = fanout;
  }

  /**
   * Reads a plan.
   *
   * @throws IllegalArgumentException if there is no such plan
   */
  public static AskedPlan parse(String name) {
    String way = name.replaceFirst(":.*", "");
    String rest = name.substring(Math.min(name.length(), way.length() + 1));
    boolean known =
        switch (way) {
          case CHOSEN -> rest.isEmpty();
          case INSERT -> rest.matches("walks|groups");
          case LEAF_MERGE, REBUILD -> rest.matches("[1-9][0-9]?");
          default -> false;
        };
    if (!known) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' is none of chosen, insert:walks, insert:groups, leaf-merge:FANOUT,"
              + " rebuild:FANOUT");
    }
    boolean hasFanout = way.equals(LEAF_MERGE) || way.equals(REBUILD);
    return new AskedPlan(name, way, rest.equals("walks"), hasFanout ? Integer.parseInt(rest) : 0);
  }

  /** As it was asked for. */
  public String name() {
    return name;
  }

  /** Estimate and truth of the last merge; null if no graphs were merged. */
  public MergeReport report() {
    return last == null ? null : last.report();
  }

  @Override
  public GraphMerge plan(
      List<MergeSource> sources,
      VectorRows rows,
      BuildParameters parameters,
      BuildContext context) {
    if (way.equals(CHOSEN)) {
      last = GraphMerge.plan(sources, rows, parameters, context);
      return last;
    }
    int size = rows.size();
    MergeCost cost = new MergeCost(parameters, rows.dimension());
    double rebuildNs = cost.build(size, parameters.fanout());
    MergePlan plan = plan(sources, size);
    double share =
        switch (plan) {
          case MergePlan.Insert insert -> cost.insert(insert) / rebuildNs;
          case MergePlan.LeafMerge leafMerge -> cost.leafMerge(leafMerge, size) / rebuildNs;
          case MergePlan.Rebuild rebuild -> cost.build(size, fanout) / rebuildNs;
        };
    double unknown = Double.POSITIVE_INFINITY;
    PlanChoice asked = new PlanChoice(plan, new MergeEstimate(unknown, unknown, rebuildNs), share);
    BuildParameters changed = way.equals(REBUILD) ? parameters.withFanout(fanout) : parameters;
    last = GraphMerge.of(asked, sources, rows, changed, context);
    return last;
  }

  private MergePlan plan(List<MergeSource> sources, int size) {
    return switch (way) {
      case INSERT -> insert(sources, size);
      case LEAF_MERGE ->
          new MergePlan.LeafMerge(
              sources, sources.stream().mapToInt(MergeSource::liveCount).sum(), fanout);
      default -> new MergePlan.Rebuild();
    };
  }

  private MergePlan insert(List<MergeSource> sources, int size) {
    MergeSource base =
        sources.stream()
            .max(Comparator.comparingInt(MergeSource::liveCount))
            .orElseThrow(() -> new IllegalStateException("no graph to insert into"));
    return new MergePlan.Insert(base, base.liveCount(), size - base.liveCount(), walks);
  }
}

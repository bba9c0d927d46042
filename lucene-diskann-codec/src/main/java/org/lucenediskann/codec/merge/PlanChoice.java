package org.lucenediskann.codec.merge;

import java.util.Comparator;
import java.util.List;
import org.lucenediskann.codec.build.BuildParameters;

/**
 * The plan that should be cheapest.
 *
 * @param share its cost, as a share of a rebuild's
 */
record PlanChoice(MergePlan plan, MergeEstimate estimate, double share) {

  /** Graphs of which more is dead are not copied. */
  private static final double MAX_DEAD = 0.3;

  /** Graphs that know less than this share of the vectors are no help to a build. */
  private static final double MIN_KNOWN = 0.5;

  /**
   * Chooses.
   *
   * @param size vectors of the merged segment
   */
  static PlanChoice of(
      List<MergeSource> sources, int size, int dimension, BuildParameters parameters) {
    MergeCost cost = new MergeCost(parameters, dimension);
    double rebuildNs = cost.build(size, parameters.fanout());
    if (size <= parameters.leafSize()) { // one leaf: all pairs, and no better graph
      return rebuild(
          new MergeEstimate(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, rebuildNs));
    }
    MergePlan.Insert insert = insert(sources, size, cost);
    MergePlan.LeafMerge leafMerge = leafMerge(sources, size);
    MergeEstimate estimate =
        new MergeEstimate(
            insert == null ? Double.POSITIVE_INFINITY : cost.insert(insert) / rebuildNs,
            leafMerge == null
                ? Double.POSITIVE_INFINITY
                : cost.leafMerge(size, leafMerge.liveCount()) / rebuildNs,
            rebuildNs);
    if (Math.min(estimate.insert(), estimate.leafMerge()) >= 1) {
      return rebuild(estimate);
    }
    return estimate.insert() <= estimate.leafMerge()
        ? new PlanChoice(insert, estimate, estimate.insert())
        : new PlanChoice(leafMerge, estimate, estimate.leafMerge());
  }

  private static PlanChoice rebuild(MergeEstimate estimate) {
    return new PlanChoice(new MergePlan.Rebuild(), estimate, 1);
  }

  /** Into the graph that holds most, unless too much of it is dead; null if there is none. */
  private static MergePlan.Insert insert(List<MergeSource> sources, int size, MergeCost cost) {
    MergeSource base =
        sources.stream().max(Comparator.comparingInt(MergeSource::liveCount)).orElse(null);
    if (base == null) {
      return null;
    }
    int live = base.liveCount();
    if (live == 0 || base.size() - live > MAX_DEAD * base.size()) {
      return null;
    }
    MergePlan.Insert walking = new MergePlan.Insert(base, live, size - live, true);
    MergePlan.Insert inBalls = new MergePlan.Insert(base, live, size - live, false);
    return cost.insert(walking) <= cost.insert(inBalls) ? walking : inBalls;
  }

  private static MergePlan.LeafMerge leafMerge(List<MergeSource> sources, int size) {
    int live = sources.stream().mapToInt(MergeSource::liveCount).sum();
    return live < MIN_KNOWN * size ? null : new MergePlan.LeafMerge(sources, live);
  }
}

package org.lucenediskann.codec.merge;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.lucenediskann.codec.build.BuildParameters;

/**
 * The plan that should be cheapest.
 *
 * @param share its cost, as a share of a rebuild's
 */
record PlanChoice(MergePlan plan, MergeEstimate estimate, double share) {

  /** Graphs of which more is dead are not copied. */
  private static final double MAX_DEAD = 0.3;

  /** Into a graph of one live node, so many are inserted; more make a dearer and poorer graph. */
  private static final double MAX_NEWCOMERS = 0.4;

  /** Into a graph of which more was renewed since it was built, nothing is inserted. */
  private static final double MAX_RENEWED = 0.25;

  /** Graphs that know less than this share of the vectors are no help to a build. */
  private static final double MIN_KNOWN = 0.5;

  /** As a share of a rebuild, which finds more than a leaf merge that costs as much. */
  private static final double MAX_LEAF_MERGE = 0.9;

  /**
   * Chooses.
   *
   * @param size vectors of the merged segment
   */
  static PlanChoice of(
      List<MergeSource> sources,
      int size,
      int dimension,
      BuildParameters parameters,
      MergeHeap heap) {
    MergeCost cost = new MergeCost(parameters, dimension);
    double rebuildNs = cost.build(size, parameters.fanout());
    if (size <= parameters.leafSize()) { // one leaf: all pairs, and no better graph
      return rebuild(
          new MergeEstimate(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, rebuildNs));
    }
    MergePlan.Insert insert = insert(sources, size, cost, heap);
    MergePlan.LeafMerge leafMerge = LeafMerge.plan(sources, size, parameters.fanout());
    boolean knows = leafMerge.liveCount() >= MIN_KNOWN * size;
    MergeEstimate estimate =
        new MergeEstimate(
            insert == null ? Double.POSITIVE_INFINITY : cost.insert(insert) / rebuildNs,
            knows ? cost.leafMerge(leafMerge, size) / rebuildNs : Double.POSITIVE_INFINITY,
            rebuildNs);
    boolean pays = estimate.leafMerge() <= MAX_LEAF_MERGE;
    if (isWorn(insert) || (!pays && estimate.insert() >= 1)) {
      return rebuild(estimate);
    }
    return pays && estimate.leafMerge() < estimate.insert()
        ? new PlanChoice(leafMerge, estimate, estimate.leafMerge())
        : new PlanChoice(insert, estimate, estimate.insert());
  }

  /** A graph fresh from a build may take in as much as there is. */
  private static boolean isWorn(MergePlan.Insert insert) {
    return insert != null && insert.base().renewed() > 0 && insert.renewed() > MAX_RENEWED;
  }

  private static PlanChoice rebuild(MergeEstimate estimate) {
    return new PlanChoice(new MergePlan.Rebuild(), estimate, 1);
  }

  /**
   * Into the graph that holds most; null if there is none, too much of it is dead or the heap too
   * small.
   */
  private static MergePlan.Insert insert(
      List<MergeSource> sources, int size, MergeCost cost, MergeHeap heap) {
    MergeSource base =
        sources.stream().max(Comparator.comparingInt(MergeSource::liveCount)).orElse(null);
    if (base == null) {
      return null;
    }
    int live = base.liveCount();
    int dead = base.size() - live;
    if (live == 0 || dead > MAX_DEAD * base.size() || size - live > MAX_NEWCOMERS * live) {
      return null;
    }
    MergePlan.Insert walking = new MergePlan.Insert(base, live, size - live, true);
    MergePlan.Insert inGroups = new MergePlan.Insert(base, live, size - live, false);
    return Stream.of(walking, inGroups)
        .filter(plan -> heap.fits(plan, size))
        .min(Comparator.comparingDouble(cost::insert))
        .orElse(null);
  }
}

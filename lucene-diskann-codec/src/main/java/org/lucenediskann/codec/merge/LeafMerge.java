package org.lucenediskann.codec.merge;

import java.io.IOException;
import java.util.List;
import org.lucenediskann.codec.build.BatchBuilder;
import org.lucenediskann.codec.build.BuildContext;
import org.lucenediskann.codec.build.BuildParameters;
import org.lucenediskann.codec.graph.NeighborLists;
import org.lucenediskann.codec.graph.VectorRows;

/** A build in which own edges stand in for a part of the fanout. */
final class LeafMerge {

  private LeafMerge() {}

  /** What own edges are worth where they lead to a vanishing share of the neighbors to be. */
  private static final double LEFT_TO_DO = 0.9;

  /**
   * Least fanout, as a share of a rebuild's: below it graphs lose more than own edges make good.
   */
  private static final double MIN_FANOUT = 0.5;

  /** Plans for all sources. */
  static MergePlan.LeafMerge plan(List<MergeSource> sources, int size, int fullFanout) {
    int live = 0;
    double known = 0; // share of all pairs of vectors that are in one graph
    for (MergeSource source : sources) {
      double part = (double) source.liveCount() / size;
      live += source.liveCount();
      known += part * part;
    }
    double share = Math.max(MIN_FANOUT, (1 - known) * LEFT_TO_DO);
    return new MergePlan.LeafMerge(
        sources, live, Math.max(1, (int) Math.round(fullFanout * share)));
  }

  static NeighborLists run(
      MergePlan.LeafMerge plan, VectorRows rows, BuildParameters parameters, BuildContext context)
      throws IOException {
    return BatchBuilder.build(
        rows,
        parameters.withFanout(plan.fanout()),
        new OwnEdges(plan.sources(), rows.size(), parameters.maxDegree()),
        context);
  }
}

package org.lucenediskann.codec.merge;

import java.io.IOException;
import org.lucenediskann.codec.build.BatchBuilder;
import org.lucenediskann.codec.build.BuildContext;
import org.lucenediskann.codec.build.BuildParameters;
import org.lucenediskann.codec.graph.NeighborLists;
import org.lucenediskann.codec.graph.VectorRows;

/** A build in which own edges stand in for a part of the fanout. */
final class LeafMerge {

  private LeafMerge() {}

  /** The fanout that is left to do. */
  static int fanout(int full) {
    return Math.max(1, (full * 4 + 2) / 5);
  }

  static NeighborLists run(
      MergePlan.LeafMerge plan, VectorRows rows, BuildParameters parameters, BuildContext context)
      throws IOException {
    return BatchBuilder.build(
        rows,
        parameters.withFanout(fanout(parameters.fanout())),
        new OwnEdges(plan.sources(), rows.size(), parameters.maxDegree()),
        context);
  }
}

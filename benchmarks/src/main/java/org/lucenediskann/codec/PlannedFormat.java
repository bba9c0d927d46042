package org.lucenediskann.codec;

import org.lucenediskann.codec.merge.MergePlanner;

/** Gives the benchmarks a format that merges as they ask for, which users cannot. */
public final class PlannedFormat {
  private PlannedFormat() {}

  /** A format whose merges {@code planner} plans. */
  public static DiskAnnVectorsFormat of(DiskAnnParameters parameters, MergePlanner planner) {
    return new DiskAnnVectorsFormat(parameters).withPlanner(planner);
  }
}

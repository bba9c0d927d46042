package org.lucenediskann.benchmarks.search;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.OptionalDouble;

/** Compares curves at equal search effort, counted in visited vectors. */
public final class EqualVisited {
  private EqualVisited() {}

  /**
   * Recall of {@code curve} where it visits {@code visited} vectors, linear in log(visited) between
   * its points; empty beyond its ends.
   */
  public static OptionalDouble recallAt(List<CurvePoint> curve, double visited) {
    for (int i = 0; i < curve.size(); i++) {
      CurvePoint right = curve.get(i);
      if (right.visited() == visited) {
        return OptionalDouble.of(right.recall());
      }
      if (i > 0 && curve.get(i - 1).visited() < visited && visited < right.visited()) {
        return OptionalDouble.of(between(curve.get(i - 1), right, visited));
      }
    }
    return OptionalDouble.empty();
  }

  /**
   * Recall of {@code curve} less that of {@code reference} at equal effort, for each point of the
   * former where the latter can tell.
   */
  public static DoubleSummaryStatistics differences(
      List<CurvePoint> curve, List<CurvePoint> reference) {
    DoubleSummaryStatistics differences = new DoubleSummaryStatistics();
    for (CurvePoint point : curve) {
      recallAt(reference, point.visited()).ifPresent(r -> differences.accept(point.recall() - r));
    }
    return differences;
  }

  private static double between(CurvePoint left, CurvePoint right, double visited) {
    double share = Math.log(visited / left.visited()) / Math.log(right.visited() / left.visited());
    return left.recall() + share * (right.recall() - left.recall());
  }
}

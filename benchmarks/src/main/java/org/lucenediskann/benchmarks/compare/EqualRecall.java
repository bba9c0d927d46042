package org.lucenediskann.benchmarks.compare;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** Compares curves where they find as much. */
final class EqualRecall {
  private EqualRecall() {}

  /**
   * A figure of {@code curve} where it first reaches {@code recall}, linear in its logarithm
   * between two points; empty beyond its ends.
   */
  static OptionalDouble valueAt(
      List<ComparePoint> curve, double recall, ToDoubleFunction<ComparePoint> figure) {
    for (int i = 1; i < curve.size(); i++) {
      ComparePoint left = curve.get(i - 1);
      ComparePoint right = curve.get(i);
      if (left.recall() <= recall && recall <= right.recall()) {
        double rise = right.recall() - left.recall();
        double share = rise == 0 ? 0 : (recall - left.recall()) / rise;
        return OptionalDouble.of(
            between(figure.applyAsDouble(left), figure.applyAsDouble(right), share));
      }
    }
    return OptionalDouble.empty();
  }

  private static double between(double from, double to, double share) {
    boolean positive = from > 0 && to > 0; // the clock of CPU time ticks slowly
    return positive ? from * Math.pow(to / from, share) : from + share * (to - from);
  }
}

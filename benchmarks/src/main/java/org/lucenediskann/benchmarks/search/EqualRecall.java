package org.lucenediskann.benchmarks.search;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** Compares curves where they find as much. */
public final class EqualRecall {
  private EqualRecall() {}

  /**
   * A figure of {@code curve} where its {@code recall} first reaches {@code wanted}, linear in its
   * logarithm between two points; empty beyond its ends.
   */
  public static <P> OptionalDouble valueAt(
      List<P> curve, ToDoubleFunction<P> recall, double wanted, ToDoubleFunction<P> figure) {
    for (int i = 1; i < curve.size(); i++) {
      P left = curve.get(i - 1);
      P right = curve.get(i);
      double from = recall.applyAsDouble(left);
      double to = recall.applyAsDouble(right);
      if (from <= wanted && wanted <= to) {
        double share = to == from ? 0 : (wanted - from) / (to - from);
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

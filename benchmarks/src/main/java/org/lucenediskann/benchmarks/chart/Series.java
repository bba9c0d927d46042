package org.lucenediskann.benchmarks.chart;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** One line of a chart. */
public record Series(String name, double[] xs, double[] ys) {
  /** The line through {@code points}. */
  public static <T> Series of(
      String name, List<T> points, ToDoubleFunction<T> x, ToDoubleFunction<T> y) {
    return new Series(
        name, points.stream().mapToDouble(x).toArray(), points.stream().mapToDouble(y).toArray());
  }
}

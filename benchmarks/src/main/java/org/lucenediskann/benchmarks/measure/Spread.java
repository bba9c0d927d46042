package org.lucenediskann.benchmarks.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** A figure that was measured several times. */
public record Spread(double median, double least, double most) {
  /** The figure of all {@code measurements}, at least one; the lower median of an even number. */
  public static <T> Spread of(List<T> measurements, ToDoubleFunction<T> figure) {
    double[] sorted = measurements.stream().mapToDouble(figure).sorted().toArray();
    return new Spread(sorted[(sorted.length - 1) / 2], sorted[0], sorted[sorted.length - 1]);
  }
}

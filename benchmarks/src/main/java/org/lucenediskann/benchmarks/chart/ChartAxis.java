package org.lucenediskann.benchmarks.chart;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * An axis of a chart.
 *
 * @param label quantity and unit
 * @param kind how values are laid out along it
 */
public record ChartAxis(String label, Kind kind) {
  private static final double MARGIN = .04; // of the range, before its first and behind its last
  private static final double[] STEPS = {1, 2, 5};

  /** How values are laid out. */
  public enum Kind {
    /** Evenly, from the least value on. */
    LINEAR,
    /** Evenly, from zero on. */
    FROM_ZERO,
    /** Equal factors at equal distances. */
    LOGARITHMIC
  }

  /** The axis as the plot library wants it. */
  Map<String, Object> scale(String aesthetic, DoubleStream values) {
    DoubleSummaryStatistics range = values.summaryStatistics();
    Map<String, Object> scale = LineChart.map("aesthetic", aesthetic, "name", label);
    if (kind == Kind.LOGARITHMIC) {
      double factor = Math.pow(range.getMax() / range.getMin(), MARGIN);
      scale.put("trans", "log10");
      scale.put("breaks", ticks(range.getMin() / factor, range.getMax() * factor));
      scale.put("limits", List.of(range.getMin() / factor, range.getMax() * factor));
      scale.put("expand", List.of(0.0, 0.0));
    } else if (kind == Kind.FROM_ZERO) {
      scale.put("limits", List.of(0.0, range.getMax() * (1 + MARGIN)));
      scale.put("expand", List.of(0.0, 0.0));
    }
    if (range.getMax() >= 1000 || (kind == Kind.LOGARITHMIC && range.getMin() >= 1)) {
      scale.put("format", ",d");
    }
    return scale;
  }

  /** 1, 2, 5, 10, 20, ... as far as they are in the range. */
  private static List<Double> ticks(double from, double to) {
    List<Double> ticks = new ArrayList<>();
    for (double decade = Math.pow(10, Math.floor(Math.log10(from))); decade <= to; decade *= 10) {
      for (double step : STEPS) {
        if (decade * step >= from && decade * step <= to) {
          ticks.add(decade * step);
        }
      }
    }
    return ticks;
  }
}

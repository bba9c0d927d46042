package org.lucenediskann.benchmarks.chart;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
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
  private static final double LEAST_FACTOR = 1.05; // where all values are equal
  private static final double ROUNDING = 1e-9; // of a logarithm of a power of ten
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
      double factor = Math.max(LEAST_FACTOR, Math.pow(range.getMax() / range.getMin(), MARGIN));
      scale.put("trans", "log10");
      List<Double> ticks = ticks(range.getMin() / factor, range.getMax() * factor);
      scale.put("breaks", ticks);
      scale.put("labels", ticks.stream().map(ChartAxis::label).toList());
      scale.put("limits", List.of(range.getMin() / factor, range.getMax() * factor));
      scale.put("expand", List.of(0.0, 0.0));
    } else if (kind == Kind.FROM_ZERO) {
      scale.put("limits", List.of(0.0, range.getMax() * (1 + MARGIN)));
      scale.put("expand", List.of(0.0, 0.0));
    }
    if (range.getMax() >= 1000 && kind != Kind.LOGARITHMIC) {
      scale.put("format", ",d");
    }
    return scale;
  }

  /** With separators, and as many decimals as the tick needs. */
  private static String label(double tick) {
    int decimals = Math.max(0, (int) -Math.floor(Math.log10(tick) + ROUNDING));
    return String.format(Locale.ROOT, "%,." + decimals + "f", tick);
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

package org.lucenediskann.benchmarks.chart;

import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;
import org.lucenediskann.benchmarks.chart.ChartAxis.Kind;

public class TestLineChart {
  @Test
  public void namesEverythingAsText() {
    Series rising = new Series("rising", new double[] {30, 600}, new double[] {.5, .9});
    Series flat = new Series("flat", new double[] {30, 600}, new double[] {.7, .7});
    LineChart chart =
        new LineChart(
            "A title",
            new ChartAxis("time, us", Kind.LOGARITHMIC),
            new ChartAxis("recall", Kind.LINEAR),
            List.of(rising, flat));

    String svg = chart.svg().replaceAll("\\s*([<>])\\s*", "$1");

    for (String text :
        List.of("A title", "time, us", "recall", "rising", "flat", "50", "100", "500")) {
      assertTrue(text + " is missing", svg.contains(">" + text + "<"));
    }
  }

  @Test
  public void labelsLogarithmicAxes() {
    Series series = new Series("s", new double[] {100, 100}, new double[] {.03, 2000});
    LineChart chart =
        new LineChart(
            "Two",
            new ChartAxis("all equal", Kind.LOGARITHMIC),
            new ChartAxis("ms", Kind.LOGARITHMIC),
            List.of(series));

    String svg = chart.svg().replaceAll("\\s*([<>])\\s*", "$1");

    for (String text : List.of("0.05", "0.1", "0.5", "1", "10", "100", "1,000", "2,000")) {
      assertTrue(text + " is missing", svg.contains(">" + text + "<"));
    }
  }

  @Test
  public void drawsOnePoint() {
    Series point = new Series("point", new double[] {10_000}, new double[] {5000});
    LineChart chart =
        new LineChart(
            "One",
            new ChartAxis("docs", Kind.FROM_ZERO),
            new ChartAxis("docs/s", Kind.FROM_ZERO),
            List.of(point));

    assertTrue(chart.svg().contains("circle"));
  }
}

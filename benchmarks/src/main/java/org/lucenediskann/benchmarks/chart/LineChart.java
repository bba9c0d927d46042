package org.lucenediskann.benchmarks.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jetbrains.letsPlot.commons.encoding.UnsupportedRGBEncoder;
import org.jetbrains.letsPlot.core.util.PlotSvgExportCommon;

/**
 * A chart of lines with their points, drawn as SVG (no fonts or display are needed to make it).
 *
 * @param title what is shown
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param series the lines
 */
public record LineChart(String title, ChartAxis x, ChartAxis y, List<Series> series) {
  private static final int WIDTH = 820;
  private static final int HEIGHT = 460;
  private static final int MAX_NAMES_BELOW = 4;

  // Okabe and Ito's colours, distinguishable with any colour vision; the shapes differ as
  // well. Their numbers have no common factor, so that no two of many lines look alike.
  private static final List<String> COLORS =
      List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000");
  private static final List<Double> SHAPES = List.of(16.0, 15.0, 17.0, 18.0, 1.0, 0.0);

  /** The chart as an SVG element, which may be shown in any size. */
  public String svg() {
    String svg =
        PlotSvgExportCommon.INSTANCE.buildSvgImageFromRawSpecs(
            specification(), null, new UnsupportedRGBEncoder(), true);
    return svg.replaceFirst("<svg ", "<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" ");
  }

  private Map<String, Object> specification() {
    Map<String, Object> spec = new HashMap<>();
    spec.put("kind", "plot");
    spec.put("data", data());
    spec.put("mapping", map("x", "x", "y", "y", "color", "line", "shape", "line"));
    spec.put("layers", list(map("geom", "path", "size", 1.2), map("geom", "point", "size", 4)));
    spec.put("scales", scales());
    spec.put("ggtitle", map("text", title));
    spec.put("ggsize", map("width", WIDTH, "height", HEIGHT));
    spec.put("theme", map("name", "light", "legend_position", legendPosition()));
    return spec;
  }

  /** Below the chart the library makes one line of a legend, which does not hold many names. */
  private String legendPosition() {
    return series.size() > MAX_NAMES_BELOW ? "right" : "bottom";
  }

  private Map<String, Object> data() {
    List<Double> xs = new ArrayList<>();
    List<Double> ys = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (Series line : series) {
      for (int i = 0; i < line.xs().length; i++) {
        xs.add(line.xs()[i]);
        ys.add(line.ys()[i]);
        lines.add(line.name());
      }
    }
    return map("x", xs, "y", ys, "line", lines);
  }

  private List<Object> scales() {
    List<String> names = series.stream().map(Series::name).toList();
    return list(
        x.scale("x", series.stream().flatMapToDouble(line -> Arrays.stream(line.xs()))),
        y.scale("y", series.stream().flatMapToDouble(line -> Arrays.stream(line.ys()))),
        legend("color", names, COLORS),
        legend("shape", names, SHAPES));
  }

  private static Map<String, Object> legend(
      String aesthetic, List<String> names, List<?> appearances) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      values.add(appearances.get(i % appearances.size()));
    }
    return map(
        "aesthetic", aesthetic, "discrete", true, "name", "", "limits", names, "values", values);
  }

  private static List<Object> list(Object... values) {
    return new ArrayList<>(Arrays.asList(values));
  }

  /** A mutable map, as the plot library completes specifications in place. */
  static Map<String, Object> map(Object... namesAndValues) {
    Map<String, Object> map = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}

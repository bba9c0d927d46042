package org.lucenediskann.benchmarks.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A chart of lines as SVG.
 *
 * @param title what is shown
 * @param xLabel quantity and unit
 * @param yLabel quantity and unit
 * @param xLogarithmic whether x grows by factors
 * @param fromZero whether y starts at 0 rather than near the least value
 * @param series the lines
 */
public record LineChart(
    String title,
    String xLabel,
    String yLabel,
    boolean xLogarithmic,
    boolean fromZero,
    List<Series> series) {

  private static final int WIDTH = 820;
  private static final int HEIGHT = 460;
  private static final String FONT = "SansSerif";

  // Okabe and Ito's colours, distinguishable with any colour vision; markers differ as well.
  private static final List<Color> COLORS =
      List.of(
          new Color(0x0072B2),
          new Color(0xD55E00),
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0x56B4E9),
          new Color(0xE69F00));
  private static final List<Marker> MARKERS =
      List.of(SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND);

  /** The chart as an SVG document. */
  public String svg() throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(xLabel)
            .yAxisTitle(yLabel)
            .build();
    style(chart.getStyler());
    for (int i = 0; i < series.size(); i++) {
      add(chart, series.get(i), i);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
    return out.toString(StandardCharsets.UTF_8);
  }

  private void style(XYStyler styler) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderColor(Color.LIGHT_GRAY);
    styler.setPlotGridLinesColor(new Color(0xE4E4E4));
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendLayout(org.knowm.xchart.style.Styler.LegendLayout.Horizontal);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendFont(new Font(FONT, Font.PLAIN, 13));
    styler.setChartTitleFont(new Font(FONT, Font.BOLD, 16));
    styler.setChartTitleBoxVisible(false);
    styler.setAxisTitleFont(new Font(FONT, Font.PLAIN, 13));
    styler.setAxisTickLabelsFont(new Font(FONT, Font.PLAIN, 12));
    styler.setXAxisLogarithmic(xLogarithmic);
    styler.setMarkerSize(7);
    styler.setAntiAlias(true);
    if (fromZero) {
      styler.setYAxisMin(0.0);
    }
  }

  private static void add(XYChart chart, Series line, int index) {
    XYSeries added = chart.addSeries(line.name(), line.xs(), line.ys());
    added.setLineColor(COLORS.get(index % COLORS.size()));
    added.setMarkerColor(COLORS.get(index % COLORS.size()));
    added.setLineStyle(new BasicStroke(2.2f));
    added.setMarker(MARKERS.get(index % MARKERS.size()));
  }
}

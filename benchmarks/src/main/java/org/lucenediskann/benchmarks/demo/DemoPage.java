package org.lucenediskann.benchmarks.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.lucenediskann.benchmarks.chart.ChartAxis;
import org.lucenediskann.benchmarks.chart.ChartAxis.Kind;
import org.lucenediskann.benchmarks.chart.LineChart;
import org.lucenediskann.benchmarks.chart.Series;
import org.lucenediskann.benchmarks.index.IngestWindow;
import org.lucenediskann.benchmarks.knn.KnnRecord;
import org.lucenediskann.benchmarks.search.CurvePoint;

/** The pictures: ingest curve, recall against latency, recall against visited vectors. */
final class DemoPage {
  private final List<KnnRecord> records;

  DemoPage(List<KnnRecord> records) {
    this.records = records;
  }

  /** Writes {@code demo.html} and its charts as single SVG files; returns the page. */
  Path write(Path dir) throws IOException {
    Files.createDirectories(dir);
    String page =
        template()
            .replace("${about}", escape(about()))
            .replace("${ingest}", chart(dir, "ingest.svg", ingest()))
            .replace("${latency}", chart(dir, "recall-latency.svg", latency()))
            .replace("${visited}", chart(dir, "recall-visited.svg", visited()))
            .replace("${table}", escape(new DemoTable(records).text()));
    Path file = dir.resolve("demo.html").toAbsolutePath();
    Files.writeString(file, page);
    return file;
  }

  private static String template() throws IOException {
    try (InputStream in = DemoPage.class.getResourceAsStream("demo.html")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Writes the chart to a file of its own and returns its SVG element. */
  private static String chart(Path dir, String name, LineChart chart) throws IOException {
    String svg = chart.svg();
    Files.writeString(dir.resolve(name), svg);
    return svg;
  }

  private String about() {
    KnnRecord any = records.getFirst();
    return String.format(
        Locale.ROOT,
        "%s: %,d vectors of %d dimensions, %s. %s, JDK %s, Lucene %s, %s, commit %s.",
        any.data(),
        any.n(),
        any.dim(),
        any.metric(),
        any.environment().cpu(),
        any.environment().jdk(),
        any.environment().lucene(),
        any.environment().date(),
        any.environment().commit());
  }

  private LineChart ingest() {
    return new LineChart(
        "Ingest rate, flushes included",
        new ChartAxis("documents indexed", Kind.FROM_ZERO),
        new ChartAxis("documents per second", Kind.FROM_ZERO),
        series(KnnRecord::windows, IngestWindow::docs, IngestWindow::docsPerSecond));
  }

  private LineChart latency() {
    return new LineChart(
        "Recall against latency after the force merge",
        new ChartAxis("median latency, \u00b5s (logarithmic)", Kind.LOGARITHMIC),
        recallAxis(),
        series(KnnRecord::curve, CurvePoint::p50Us, CurvePoint::recall));
  }

  private LineChart visited() {
    return new LineChart(
        "Recall against search effort after the force merge",
        new ChartAxis("vectors compared with a query (logarithmic)", Kind.LOGARITHMIC),
        recallAxis(),
        series(KnnRecord::curve, CurvePoint::visited, CurvePoint::recall));
  }

  private ChartAxis recallAxis() {
    return new ChartAxis("recall@" + records.getFirst().k(), Kind.LINEAR);
  }

  private <T> List<Series> series(
      Function<KnnRecord, List<T>> points, ToDoubleFunction<T> x, ToDoubleFunction<T> y) {
    return records.stream()
        .map(
            record ->
                new Series(
                    record.format(),
                    points.apply(record).stream().mapToDouble(x).toArray(),
                    points.apply(record).stream().mapToDouble(y).toArray()))
        .toList();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}

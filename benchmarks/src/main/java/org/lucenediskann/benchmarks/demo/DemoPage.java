package org.lucenediskann.benchmarks.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lucenediskann.benchmarks.chart.LineChart;
import org.lucenediskann.benchmarks.knn.KnnRecord;
import org.lucenediskann.benchmarks.knn.KnnReport;
import org.lucenediskann.benchmarks.table.Html;

/** The pictures: ingest curve, recall against latency, recall against visited vectors. */
final class DemoPage {
  private final List<KnnRecord> records;

  DemoPage(List<KnnRecord> records) {
    this.records = records;
  }

  /** Writes {@code demo.html} and its charts as single SVG files; returns the page. */
  Path write(Path dir) throws IOException {
    KnnReport report = new KnnReport(records);
    String page =
        template()
            .replace("${about}", Html.escape(about()))
            .replace("${table}", Html.escape(new DemoTable(records).text()));
    for (Map.Entry<String, LineChart> chart : report.charts().entrySet()) {
      page = page.replace("${" + chart.getKey() + "}", chart.getValue().svg());
    }
    report.writeCharts(dir);
    Path file = dir.resolve("demo.html").toAbsolutePath();
    Files.writeString(file, page);
    return file;
  }

  private static String template() throws IOException {
    try (InputStream in = DemoPage.class.getResourceAsStream("demo.html")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
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
}

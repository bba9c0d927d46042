package org.lucenediskann.benchmarks.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.report.Report;
import org.lucenediskann.benchmarks.table.Html;
import org.lucenediskann.benchmarks.table.Table;

/**
 * Reports on one page that refers to nothing outside of it.
 *
 * @param reports by name, in the order they are shown
 */
record ReportPage(Map<String, Report> reports) {
  /** The page. */
  String html() throws IOException {
    return template()
        .replace("${contents}", each(ReportPage::link))
        .replace("${sections}", each(ReportPage::section));
  }

  private static String template() throws IOException {
    try (InputStream in = ReportPage.class.getResourceAsStream("report.html")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private interface Part {
    String of(String name, Report report);
  }

  private String each(Part part) {
    return reports.entrySet().stream()
        .map(report -> part.of(Html.escape(report.getKey()), report.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static String link(String name, Report report) {
    String heading = Html.escape(report.heading());
    return "<li><a href=\"#" + name + "\">" + name + "</a> " + heading + "</li>";
  }

  private static String section(String name, Report report) {
    String charts =
        report.charts().values().stream()
            .map(chart -> "<figure>" + chart.svg() + "</figure>\n")
            .collect(Collectors.joining());
    String tables =
        report.tables().stream()
            .map(Table::html)
            .collect(Collectors.joining("</div>\n<div>", "<div>", "</div>\n"));
    return "<section id=\""
        + name
        + "\">\n<h2>"
        + name
        + "</h2>\n<p>"
        + Html.escape(report.heading())
        + "</p>\n"
        + about(report.environment())
        + charts
        + tables
        + "</section>";
  }

  private static String about(Environment environment) {
    String command =
        environment.command() == null || environment.command().isEmpty()
            ? ""
            : "<pre>" + Html.escape(environment.command()) + "</pre>\n";
    String where =
        String.format(
            Locale.ROOT,
            "%s; %d processors, heap of at most %,d MB, %s, vector module %s; commit %s, %s",
            environment.machine(),
            environment.processors(),
            environment.maxHeapMb(),
            environment.os(),
            environment.vectorModule() ? "on" : "off",
            environment.commit(),
            environment.date());
    return command + "<p class=\"machine\">" + Html.escape(where) + "</p>";
  }
}

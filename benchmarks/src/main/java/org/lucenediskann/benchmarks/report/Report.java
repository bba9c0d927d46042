package org.lucenediskann.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.lucenediskann.benchmarks.chart.LineChart;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.measure.Measured;
import org.lucenediskann.benchmarks.table.Table;

/** The records of one command, to be shown in a terminal or on a page. */
public interface Report {
  /** What was measured on what, in a line. */
  String heading();

  /** What was measured, at least one record. */
  List<? extends Measured> records();

  /** Where it was measured. */
  default Environment environment() {
    return records().getFirst().environment();
  }

  /** The figures. */
  List<Table> tables();

  /** Pictures of them by name, a name that may be that of a file; none where nothing is a curve. */
  default Map<String, LineChart> charts() {
    return Map.of();
  }

  /** Heading and tables as text. */
  default String text() {
    return String.format(
        Locale.ROOT,
        "%n%s; %s%n%s",
        heading(),
        environment().machine(),
        tables().stream().map(Table::toString).collect(Collectors.joining("\n")));
  }

  /** Writes every chart to an SVG file of its name; returns the folder. */
  default Path writeCharts(Path dir) throws IOException {
    Files.createDirectories(dir);
    for (Map.Entry<String, LineChart> chart : charts().entrySet()) {
      Files.writeString(dir.resolve(chart.getKey() + ".svg"), chart.getValue().svg());
    }
    return dir.toAbsolutePath();
  }
}

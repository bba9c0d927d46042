package org.lucenediskann.benchmarks.ingest;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.lucenediskann.benchmarks.chart.ChartAxis;
import org.lucenediskann.benchmarks.chart.ChartAxis.Kind;
import org.lucenediskann.benchmarks.chart.LineChart;
import org.lucenediskann.benchmarks.chart.Series;
import org.lucenediskann.benchmarks.index.IngestWindow;

/** Ingest records as a table and as charts. */
final class IngestReport {
  private final List<IngestRecord> records;

  IngestReport(List<IngestRecord> records) {
    this.records = records;
  }

  /** A line per run. */
  String text() {
    IngestRecord any = records.getFirst();
    return String.format(
        Locale.ROOT,
        "%n%s: %,d x %d; %s, JDK %s, Lucene %s%n%s%n%n%s%n",
        any.data(),
        any.n(),
        any.dim(),
        any.environment().cpu(),
        any.environment().jdk(),
        any.environment().lucene(),
        table(ingestColumns()),
        table(searchColumns()));
  }

  private String table(List<ColumnData<IngestRecord>> figures) {
    List<ColumnData<IngestRecord>> columns = new ArrayList<>();
    columns.add(column("format", HorizontalAlign.LEFT, IngestRecord::format));
    columns.add(figure("buffer", "%,d", IngestRecord::buffer));
    columns.add(figure("threads", "%d", IngestRecord::indexingThreads));
    columns.addAll(figures);
    return AsciiTable.builder().border(AsciiTable.NO_BORDERS).data(records, columns).asString();
  }

  private static List<ColumnData<IngestRecord>> ingestColumns() {
    return List.of(
        figure("docs/s median", "%,.0f", IngestRecord::medianWindow),
        figure("docs/s worst", "%,.0f", IngestRecord::worstWindow),
        figure("worst/median", "%.2f", r -> r.worstWindow() / r.medianWindow()),
        figure("flushes", "%,d", record -> record.flushes().size()),
        figure("flush p50 ms", "%,.1f", IngestRecord::flushP50Ms),
        figure("max ms", "%,.1f", IngestRecord::flushMaxMs),
        figure("merges", "%,d", IngestRecord::merges),
        figure("merging s", "%,.1f", IngestRecord::mergeS),
        figure("added after s", "%,.1f", IngestRecord::addWallS),
        figure("merged after s", "%,.1f", IngestRecord::totalWallS),
        figure("CPU s", "%,.1f", IngestRecord::totalCpuS));
  }

  private static List<ColumnData<IngestRecord>> searchColumns() {
    return List.of(
        figure("reopens", "%,d", IngestRecord::reopens),
        figure("reopen p50 ms", "%,.1f", IngestRecord::reopenP50Ms),
        figure("p99 ms", "%,.1f", IngestRecord::reopenP99Ms),
        figure("search p50 us", "%,.0f", IngestRecord::searchP50Us),
        figure("p99 us", "%,.0f", IngestRecord::searchP99Us),
        figure("recall meanwhile", "%.4f", IngestRecord::recallDuring),
        figure("after flush: segments", "%,d", record -> record.afterFlush().segments()),
        figure("recall", "%.4f", record -> record.afterFlush().recall()),
        figure("visited", "%,.0f", record -> record.afterFlush().visited()),
        figure("after merge: segments", "%,d", record -> record.afterMerge().segments()),
        figure("recall", "%.4f", record -> record.afterMerge().recall()),
        figure("visited", "%,.0f", record -> record.afterMerge().visited()));
  }

  private static ColumnData<IngestRecord> figure(
      String header, String format, Function<IngestRecord, Number> value) {
    return column(header, HorizontalAlign.RIGHT, record -> show(format, value.apply(record)));
  }

  private static String show(String format, Number value) {
    return value == null ? "-" : String.format(Locale.ROOT, format, value);
  }

  private static ColumnData<IngestRecord> column(
      String header, HorizontalAlign align, Function<IngestRecord, String> text) {
    return new Column()
        .header(header)
        .headerAlign(align)
        .dataAlign(align)
        .maxWidth(Integer.MAX_VALUE)
        .with(text);
  }

  /** Writes a chart per buffer and number of threads, a line per format; returns the folder. */
  Path writeCharts(Path dir) throws IOException {
    Files.createDirectories(dir);
    Map<String, List<IngestRecord>> groups = new LinkedHashMap<>();
    for (IngestRecord record : records) {
      String name = "ingest-buffer-" + record.buffer() + "-threads-" + record.indexingThreads();
      groups.computeIfAbsent(name, n -> new ArrayList<>()).add(record);
    }
    for (Map.Entry<String, List<IngestRecord>> group : groups.entrySet()) {
      Files.writeString(dir.resolve(group.getKey() + ".svg"), chart(group.getValue()).svg());
    }
    return dir.toAbsolutePath();
  }

  private static LineChart chart(List<IngestRecord> group) {
    IngestRecord any = group.getFirst();
    String title =
        String.format(
            Locale.ROOT,
            "Ingest of %,d x %d, a flush every %,d documents, %d thread%s",
            any.n(),
            any.dim(),
            any.buffer(),
            any.indexingThreads(),
            any.indexingThreads() == 1 ? "" : "s");
    return new LineChart(
        title,
        new ChartAxis("documents indexed", Kind.FROM_ZERO),
        new ChartAxis("documents per second, windows of 10,000", Kind.FROM_ZERO),
        group.stream().map(IngestReport::line).toList());
  }

  private static Series line(IngestRecord record) {
    return new Series(
        record.format(),
        record.windows().stream().mapToDouble(IngestWindow::docs).toArray(),
        record.windows().stream().mapToDouble(IngestWindow::docsPerSecond).toArray());
  }
}

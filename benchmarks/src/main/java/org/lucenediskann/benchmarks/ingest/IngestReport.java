package org.lucenediskann.benchmarks.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lucenediskann.benchmarks.chart.ChartAxis;
import org.lucenediskann.benchmarks.chart.ChartAxis.Kind;
import org.lucenediskann.benchmarks.chart.LineChart;
import org.lucenediskann.benchmarks.chart.Series;
import org.lucenediskann.benchmarks.index.IngestWindow;
import org.lucenediskann.benchmarks.report.Report;
import org.lucenediskann.benchmarks.table.Table;
import org.lucenediskann.benchmarks.table.TextTable;

/** A table of writing and a table of searching, and charts. */
public record IngestReport(List<IngestRecord> records) implements Report {
  @Override
  public List<Table> tables() {
    return List.of(ingestTable().of(records), searchTable().of(records));
  }

  @Override
  public String heading() {
    IngestRecord any = records.getFirst();
    return String.format(Locale.ROOT, "%s: %,d x %d", any.data(), any.n(), any.dim());
  }

  private static TextTable<IngestRecord> runs() {
    return new TextTable<IngestRecord>()
        .text("format", IngestRecord::format)
        .figure("buffer", "%,d", IngestRecord::buffer)
        .figure("threads", "%d", IngestRecord::indexingThreads);
  }

  private static TextTable<IngestRecord> ingestTable() {
    return runs()
        .figure("docs/s median", "%,.0f", IngestRecord::medianWindow)
        .figure("docs/s worst", "%,.0f", IngestRecord::worstWindow)
        .figure("worst/median", "%.2f", r -> r.worstWindow() / r.medianWindow())
        .figure("by cycle", "%.2f", r -> r.worstCycle() / r.medianCycle())
        .figure("pause s", "%.2f", IngestRecord::longestPauseS)
        .figure("flushes", "%,d", record -> record.flushes().size())
        .figure("flush p50 ms", "%,.1f", IngestRecord::flushP50Ms)
        .figure("max ms", "%,.1f", IngestRecord::flushMaxMs)
        .figure("merges", "%,d", IngestRecord::merges)
        .figure("merging s", "%,.1f", IngestRecord::mergeS)
        .figure("added after s", "%,.1f", IngestRecord::addWallS)
        .figure("merged after s", "%,.1f", IngestRecord::totalWallS)
        .figure("adding CPU s", "%,.1f", IngestRecord::addCpuS)
        .figure("total CPU s", "%,.1f", IngestRecord::totalCpuS);
  }

  private static TextTable<IngestRecord> searchTable() {
    return runs()
        .figure("reopens", "%,d", IngestRecord::reopens)
        .figure("reopen p50 ms", "%,.1f", IngestRecord::reopenP50Ms)
        .figure("p99 ms", "%,.1f", IngestRecord::reopenP99Ms)
        .figure("search p50 us", "%,.0f", IngestRecord::searchP50Us)
        .figure("p99 us", "%,.0f", IngestRecord::searchP99Us)
        .figure("recall meanwhile", "%.4f", IngestRecord::recallDuring)
        .figure("after flush: segments", "%,d", record -> record.afterFlush().segments())
        .figure("recall", "%.4f", record -> record.afterFlush().recall())
        .figure("visited", "%,.0f", record -> record.afterFlush().visited())
        .figure("after merge: segments", "%,d", record -> record.afterMerge().segments())
        .figure("recall", "%.4f", record -> record.afterMerge().recall())
        .figure("visited", "%,.0f", record -> record.afterMerge().visited());
  }

  /** A chart per buffer and number of threads, a line per format. */
  @Override
  public Map<String, LineChart> charts() {
    Map<String, List<IngestRecord>> groups = new LinkedHashMap<>();
    for (IngestRecord record : records) {
      String name = "ingest-buffer-" + record.buffer() + "-threads-" + record.indexingThreads();
      groups.computeIfAbsent(name, n -> new ArrayList<>()).add(record);
    }
    Map<String, LineChart> charts = new LinkedHashMap<>();
    groups.forEach((name, group) -> charts.put(name, chart(group)));
    return charts;
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
        new ChartAxis("documents/s, windows of 10,000 (logarithmic)", Kind.LOGARITHMIC),
        group.stream().map(IngestReport::line).toList());
  }

  private static Series line(IngestRecord record) {
    return Series.of(
        record.format(), record.windows(), IngestWindow::docs, IngestWindow::docsPerSecond);
  }
}

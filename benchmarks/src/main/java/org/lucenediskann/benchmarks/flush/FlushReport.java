package org.lucenediskann.benchmarks.flush;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.lucenediskann.benchmarks.chart.ChartAxis;
import org.lucenediskann.benchmarks.chart.ChartAxis.Kind;
import org.lucenediskann.benchmarks.chart.LineChart;
import org.lucenediskann.benchmarks.chart.Series;
import org.lucenediskann.benchmarks.graph.GraphHealth;
import org.lucenediskann.benchmarks.report.Report;
import org.lucenediskann.benchmarks.table.Table;
import org.lucenediskann.benchmarks.table.TextTable;

/** A table of times and a table of what came out, and a chart. */
public record FlushReport(List<FlushRecord> records) implements Report {
  @Override
  public List<Table> tables() {
    return List.of(timeTable(), qualityTable());
  }

  @Override
  public String heading() {
    FlushRecord any = records.getFirst();
    return String.format(
        Locale.ROOT, "%s: %,d x %d, list size %d", any.data(), any.n(), any.dim(), any.listSize());
  }

  private static TextTable<FlushRecord> runs() {
    return new TextTable<FlushRecord>()
        .figure("buffer", "%,d", FlushRecord::buffer)
        .text("format", FlushRecord::format);
  }

  private Table timeTable() {
    return runs()
        .figure("flushes", "%,d", record -> record.flushes().size())
        .figure("flush p50 ms", "%,.2f", FlushRecord::flushP50Ms)
        .figure("max ms", "%,.2f", FlushRecord::flushMaxMs)
        .figure("add + flush p50 ms", "%,.2f", FlushRecord::cycleP50Ms)
        .figure("max ms", "%,.2f", FlushRecord::cycleMaxMs)
        .figure("docs/s", "%,.0f", record -> record.n() / record.indexWallS())
        .figure("CPU us/doc", "%,.1f", record -> record.indexCpuS() / record.n() * 1e6)
        .figure("merge CPU us/doc", "%,.1f", record -> record.mergeCpuS() / record.n() * 1e6)
        .of(records);
  }

  private Table qualityTable() {
    return runs()
        .figure("after flush: segments", "%,d", record -> record.afterFlush().segments())
        .figure("recall", "%.4f", record -> record.afterFlush().recall())
        .figure("visited", "%,.0f", record -> record.afterFlush().visited())
        .figure("degree", "%.1f", record -> degree(record.flushedGraphs()))
        .figure("reachable", "%.5f", record -> record.flushedGraphs().reachability())
        .figure("after merge: recall", "%.4f", record -> record.afterMerge().recall())
        .figure("visited", "%,.0f", record -> record.afterMerge().visited())
        .figure("degree", "%.1f", record -> degree(record.mergedGraph()))
        .figure("reachable", "%.5f", record -> record.mergedGraph().reachability())
        .of(records);
  }

  /** Mean out-degree; null if no segment has a graph. */
  private static Double degree(GraphHealth health) {
    return health.nodes() == 0 ? null : (double) health.edges() / health.nodes();
  }

  @Override
  public Map<String, LineChart> charts() {
    Map<String, LineChart> charts = new LinkedHashMap<>();
    charts.put("add-and-flush", chart("Filling a buffer and flushing it", FlushRecord::cycleP50Ms));
    charts.put("flush", chart("Flushing alone", FlushRecord::flushP50Ms));
    return charts;
  }

  private LineChart chart(String title, ToDoubleFunction<FlushRecord> milliseconds) {
    Map<String, List<FlushRecord>> formats =
        records.stream()
            .collect(
                Collectors.groupingBy(
                    FlushRecord::format, LinkedHashMap::new, Collectors.toList()));
    return new LineChart(
        title,
        new ChartAxis("documents in the buffer (logarithmic)", Kind.LOGARITHMIC),
        new ChartAxis("median, ms (logarithmic)", Kind.LOGARITHMIC),
        formats.entrySet().stream()
            .map(f -> Series.of(f.getKey(), f.getValue(), FlushRecord::buffer, milliseconds))
            .toList());
  }
}

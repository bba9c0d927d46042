package org.lucenediskann.benchmarks.engines;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.lucenediskann.benchmarks.chart.LineChart;
import org.lucenediskann.benchmarks.measure.Spread;
import org.lucenediskann.benchmarks.report.Report;
import org.lucenediskann.benchmarks.report.SearchCurves;
import org.lucenediskann.benchmarks.table.Table;
import org.lucenediskann.benchmarks.table.TextTable;

/** Tables of bulk loads, of search at equal recall and of all curves, and charts. */
public final class EngineReport implements Report {
  private final List<EngineRecord> records;
  private final EngineRecord baseline;

  public EngineReport(List<EngineRecord> records) {
    this.records = records;
    this.baseline =
        records.stream()
            .filter(record -> !record.format().startsWith(EngineFormat.OURS + ":"))
            .findFirst()
            .orElse(records.getLast());
  }

  @Override
  public List<EngineRecord> records() {
    return records;
  }

  @Override
  public String heading() {
    return String.format(
        Locale.ROOT,
        "%s %s: %s, %,d x %d, %s, shards: %d, nodes: %d with %,d MB of heap, clients: %d that send"
            + " %,d documents at a time; medians of builds: %d, of search passes: %d",
        baseline.engine(),
        baseline.engineVersion(),
        baseline.data(),
        baseline.n(),
        baseline.dim(),
        baseline.metric(),
        baseline.shards(),
        baseline.nodes(),
        baseline.heapMb(),
        baseline.clients(),
        baseline.docsPerRequest(),
        baseline.rounds(),
        baseline.repeats());
  }

  @Override
  public List<Table> tables() {
    List<Table> tables = new ArrayList<>(List.of(costTable()));
    tables.addAll(curves().tables());
    return tables;
  }

  private Table costTable() {
    TextTable<EngineRecord> table =
        new TextTable<EngineRecord>()
            .text("format", EngineRecord::format)
            .figure("documents/s", "%,.0f", EngineRecord::docsPerS);
    addCost(table, "ingest", EngineRecord::ingest);
    addCost(table, "refresh", EngineRecord::refresh);
    table.figure("segments", "%d", EngineRecord::segmentsBeforeMerge);
    addCost(table, "merge", EngineRecord::merge);
    addCost(table, "total", EngineRecord::total);
    return table
        .figure("least", "%,.2f", r -> r.total().wallS().least())
        .figure("most", "%,.2f", r -> r.total().wallS().most())
        .figure("x of " + baseline.format(), "%.3f", this::ofBaseline)
        .figure("index MB", "%,.1f", r -> r.indexBytes() / 1e6)
        .of(records);
  }

  private static void addCost(
      TextTable<EngineRecord> table, String name, Function<EngineRecord, PhaseCost> cost) {
    table
        .figure(name + " s", "%,.2f", r -> cost.apply(r).wallS().median())
        .figure("CPU s", "%,.2f", r -> median(cost.apply(r).cpuS()));
  }

  private double ofBaseline(EngineRecord record) {
    return record.total().wallS().median() / baseline.total().wallS().median();
  }

  private static Double median(Spread spread) {
    return spread == null ? null : Double.valueOf(spread.median());
  }

  @Override
  public Map<String, LineChart> charts() {
    Map<String, LineChart> charts = new LinkedHashMap<>();
    charts.put("engines-recall-latency", curves().latency());
    charts.put("engines-recall-visited", curves().effort());
    charts.values().removeIf(chart -> chart.series().isEmpty());
    return charts;
  }

  private SearchCurves curves() {
    return new SearchCurves(
        "format", records.stream().map(EngineReport::line).toList(), line(baseline), baseline.k());
  }

  private static SearchCurves.Line line(EngineRecord record) {
    return new SearchCurves.Line(record.format(), record.curve());
  }
}

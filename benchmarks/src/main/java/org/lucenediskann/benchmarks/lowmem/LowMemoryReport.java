package org.lucenediskann.benchmarks.lowmem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lucenediskann.benchmarks.chart.ChartAxis;
import org.lucenediskann.benchmarks.chart.ChartAxis.Kind;
import org.lucenediskann.benchmarks.chart.LineChart;
import org.lucenediskann.benchmarks.chart.Series;
import org.lucenediskann.benchmarks.lowmem.LowMemoryRecord.Pass;
import org.lucenediskann.benchmarks.report.Report;
import org.lucenediskann.benchmarks.table.Table;
import org.lucenediskann.benchmarks.table.TextTable;

/** A line for each format, limit and list size; curves of recall against queries a second. */
public record LowMemoryReport(List<LowMemoryRecord> records) implements Report {
  @Override
  public String heading() {
    LowMemoryRecord any = records.getFirst();
    return String.format(
        Locale.ROOT,
        "%s: %,d x %d = %,.1f MB",
        any.data(),
        any.n(),
        any.dim(),
        4e-6 * any.n() * any.dim());
  }

  @Override
  public List<Table> tables() {
    return List.of(table(records));
  }

  @Override
  public Map<String, LineChart> charts() {
    Map<String, List<LowMemoryRecord>> curves =
        records.stream()
            .collect(
                Collectors.groupingBy(
                    LowMemoryReport::name, LinkedHashMap::new, Collectors.toList()));
    List<Series> lines = new ArrayList<>();
    curves.forEach(
        (name, curve) ->
            lines.add(Series.of(name, curve, LowMemoryRecord::recall, r -> r.warm().qps())));
    return Map.of(
        "lowmem-recall-queries",
        new LineChart(
            "Queries with little memory, warm",
            new ChartAxis("recall@" + records.getFirst().k(), Kind.LINEAR),
            new ChartAxis("queries a second (logarithmic)", Kind.LOGARITHMIC),
            lines));
  }

  private static String name(LowMemoryRecord record) {
    return record.memoryShare() == null
        ? record.format()
        : String.format(Locale.ROOT, "%s, %.0f %%", record.format(), 100 * record.memoryShare());
  }

  private static Table table(List<LowMemoryRecord> records) {
    TextTable<LowMemoryRecord> table =
        new TextTable<LowMemoryRecord>()
            .text("format", LowMemoryRecord::format)
            .figure("cache MB", "%.1f", r -> r.memoryBytes() == null ? null : r.memoryBytes() / 1e6)
            .figure("list size", "%d", LowMemoryRecord::listSize)
            .figure("recall@" + records.getFirst().k(), "%.4f", LowMemoryRecord::recall);
    addPass(table, "cold", LowMemoryRecord::cold);
    addPass(table, "warm", LowMemoryRecord::warm);
    return table
        .figure("resident B/vector", "%,.0f", r -> r.warm().residentBytesPerVector(r.n()))
        .text("resident MB", r -> resident(r.warm()))
        .of(records);
  }

  private static void addPass(
      TextTable<LowMemoryRecord> table, String name, Function<LowMemoryRecord, Pass> pass) {
    table
        .figure(name + " queries/s", "%,.0f", r -> pass.apply(r).qps())
        .figure("p50 us", "%,.0f", r -> pass.apply(r).p50Us())
        .figure("p99 us", "%,.0f", r -> pass.apply(r).p99Us())
        .figure("KB read", "%,.1f", r -> pass.apply(r).readBytes() / 1e3)
        .figure("major faults", "%,.1f", r -> pass.apply(r).majorFaults());
  }

  private static String resident(Pass pass) {
    return pass.residentBytes().entrySet().stream()
        .filter(entry -> entry.getValue() >= 50_000)
        .map(entry -> String.format(Locale.ROOT, "%s %.1f", entry.getKey(), entry.getValue() / 1e6))
        .collect(Collectors.joining(", "));
  }
}

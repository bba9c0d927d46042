package org.lucenediskann.benchmarks.churn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.lucenediskann.benchmarks.chart.ChartAxis;
import org.lucenediskann.benchmarks.chart.ChartAxis.Kind;
import org.lucenediskann.benchmarks.chart.LineChart;
import org.lucenediskann.benchmarks.chart.Series;
import org.lucenediskann.benchmarks.report.Report;
import org.lucenediskann.benchmarks.table.Table;
import org.lucenediskann.benchmarks.table.TextTable;

/** A table of generations, a table of what they come to, and charts. */
public record ChurnReport(List<ChurnRecord> records) implements Report {
  private static final int MAX_GENERATIONS_SHOWN = 12;

  private record Row(ChurnRecord record, Generation generation) {}

  @Override
  public List<Table> tables() {
    return List.of(generationTable(), summaryTable());
  }

  @Override
  public String heading() {
    ChurnRecord any = records.getFirst();
    return String.format(
        Locale.ROOT,
        "%s: %,d of %,d x %d, %s; per generation %.1f%% deleted, %.1f%% added, merge by %s;"
            + " list size %d",
        any.data(),
        any.generations().getFirst().live(),
        any.n(),
        any.dim(),
        any.metric(),
        100 * any.delete(),
        100 * any.add(),
        any.merge(),
        any.listSize());
  }

  private Table generationTable() {
    List<Row> rows = new ArrayList<>();
    for (ChurnRecord record : records) {
      int last = record.generations().size() - 1;
      int step = Math.max(1, Math.ceilDiv(last, MAX_GENERATIONS_SHOWN));
      for (Generation generation : record.generations()) {
        if (generation.generation() % step == 0 || generation.generation() == last) {
          rows.add(new Row(record, generation));
        }
      }
    }
    return new TextTable<Row>()
        .text("format", row -> row.record().format())
        .figure("generation", "%d", row -> row.generation().generation())
        .figure("live", "%,d", row -> row.generation().live())
        .figure("segments", "%d", row -> row.generation().segments())
        .figure("CPU s", "%,.2f", row -> row.generation().cpuS())
        .figure("rebuild", "%,.2f", row -> rebuilt(row, Generation::cpuS))
        .figure("recall@" + records.getFirst().k(), "%.4f", row -> row.generation().recall())
        .figure("rebuilt", "%.4f", row -> rebuilt(row, Generation::recall))
        .figure("visited", "%,.0f", row -> row.generation().visited())
        .figure("rebuilt", "%,.0f", row -> rebuilt(row, Generation::visited))
        .figure("p50 us", "%,.0f", row -> row.generation().p50Us())
        .figure("index MB", "%,.1f", row -> row.generation().indexBytes() / 1e6)
        .figure("edges", "%,d", row -> row.generation().edges())
        .figure("reachable", "%.5f", row -> row.generation().reachability())
        .of(rows);
  }

  private static Double rebuilt(Row row, ToDoubleFunction<Generation> figure) {
    Generation rebuilt = row.generation().rebuilt();
    return rebuilt == null ? null : figure.applyAsDouble(rebuilt);
  }

  private Table summaryTable() {
    return new TextTable<ChurnRecord>()
        .text("over all generations", ChurnRecord::format)
        .figure("CPU s", "%,.1f", ChurnRecord::churnCpuS)
        .figure("a generation", "%,.2f", ChurnReport::cpuOfGeneration)
        .figure("x of rebuild", "%.3f", ChurnReport::ofRebuild)
        .figure("worst recall", "%.4f", r -> worst(r, Generation::recall))
        .figure("less rebuilt, worst", "%+.4f", r -> boxed(recallLost(r).min()))
        .figure("last", "%+.4f", r -> recallLost(r).boxed().reduce((a, b) -> b).orElse(null))
        .figure("visited x rebuilt, most", "%.3f", r -> boxed(visitedRatio(r).max()))
        .figure("least", "%.3f", r -> boxed(visitedRatio(r).min()))
        .figure("bytes per document x", "%.3f", ChurnReport::bytesGrowth)
        .figure("worst reachable", "%.5f", r -> worst(r, Generation::reachability))
        .of(records);
  }

  private static Double boxed(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static double cpuOfGeneration(ChurnRecord record) {
    return record.churnCpuS() / Math.max(1, record.generations().size() - 1);
  }

  private static Double ofRebuild(ChurnRecord record) {
    OptionalDouble rebuild =
        record.compared().stream().mapToDouble(g -> g.rebuilt().cpuS()).average();
    return rebuild.isEmpty() ? null : cpuOfGeneration(record) / rebuild.getAsDouble();
  }

  private static double worst(ChurnRecord record, ToDoubleFunction<Generation> figure) {
    return record.generations().stream().mapToDouble(figure).min().orElseThrow();
  }

  private static DoubleStream recallLost(ChurnRecord record) {
    return record.compared().stream().mapToDouble(g -> g.recall() - g.rebuilt().recall());
  }

  private static DoubleStream visitedRatio(ChurnRecord record) {
    return record.compared().stream().mapToDouble(g -> g.visited() / g.rebuilt().visited());
  }

  private static double bytesGrowth(ChurnRecord record) {
    Generation first = record.generations().getFirst();
    Generation last = record.generations().getLast();
    return ((double) last.indexBytes() / last.live())
        / ((double) first.indexBytes() / first.live());
  }

  /** Recall, visited vectors and cost by generation. */
  @Override
  public Map<String, LineChart> charts() {
    Map<String, LineChart> charts = new LinkedHashMap<>();
    String recall = "recall@" + records.getFirst().k();
    charts.put("churn-recall", chart(recall, Kind.LINEAR, Generation::recall));
    charts.put(
        "churn-visited",
        chart("vectors compared with a query", Kind.FROM_ZERO, Generation::visited));
    charts.put("churn-cpu", chart("CPU seconds of a generation", Kind.FROM_ZERO, Generation::cpuS));
    return charts;
  }

  private LineChart chart(String label, Kind kind, ToDoubleFunction<Generation> figure) {
    ChurnRecord any = records.getFirst();
    String title =
        String.format(
            Locale.ROOT,
            "%s: %.1f%% deleted and %.1f%% added in each generation",
            any.data(),
            100 * any.delete(),
            100 * any.add());
    return new LineChart(
        title, new ChartAxis("generation", Kind.LINEAR), new ChartAxis(label, kind), lines(figure));
  }

  private List<Series> lines(ToDoubleFunction<Generation> figure) {
    List<Series> lines = new ArrayList<>();
    for (ChurnRecord record : records) {
      List<Generation> churned = record.generations().stream().skip(1).toList();
      List<Generation> rebuilt = record.compared().stream().map(Generation::rebuilt).toList();
      lines.add(Series.of(record.format(), churned, Generation::generation, figure));
      if (!rebuilt.isEmpty()) {
        lines.add(
            Series.of(record.format() + ", rebuilt", rebuilt, Generation::generation, figure));
      }
    }
    return lines;
  }
}

package org.lucenediskann.benchmarks.engines;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.lucenediskann.benchmarks.chart.ChartAxis;
import org.lucenediskann.benchmarks.chart.ChartAxis.Kind;
import org.lucenediskann.benchmarks.chart.LineChart;
import org.lucenediskann.benchmarks.chart.Series;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.measure.Spread;
import org.lucenediskann.benchmarks.report.Report;
import org.lucenediskann.benchmarks.search.EqualRecall;
import org.lucenediskann.benchmarks.table.Table;
import org.lucenediskann.benchmarks.table.TextTable;

/** Tables of bulk loads, of search at equal recall and of all curves, and charts. */
public final class EngineReport implements Report {
  private static final double[] RECALLS = {.90, .95, .99};

  private record Row(EngineRecord record, EnginePoint point) {}

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
  public Environment environment() {
    return baseline.environment();
  }

  @Override
  public List<Table> tables() {
    return List.of(costTable(), equalRecallTable(), curveTable());
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

  /** Interpolated between the points of a curve; nothing beyond its ends. */
  private Table equalRecallTable() {
    TextTable<EngineRecord> table =
        new TextTable<EngineRecord>().text("format", EngineRecord::format);
    for (double recall : RECALLS) {
      String at = String.format(Locale.ROOT, "at recall %.2f: ", recall);
      table
          .figure(at + "p50 us", "%,.0f", r -> at(r, recall, EngineReport::p50))
          .figure("x of " + baseline.format(), "%.2f", r -> latencyOfBaseline(r, recall));
    }
    return table.of(records);
  }

  private static double p50(EnginePoint point) {
    return point.p50Us().median();
  }

  private Double latencyOfBaseline(EngineRecord record, double recall) {
    Double own = at(record, recall, EngineReport::p50);
    Double other = at(baseline, recall, EngineReport::p50);
    return own == null || other == null ? null : Double.valueOf(own / other);
  }

  private static Double at(
      EngineRecord record, double recall, ToDoubleFunction<EnginePoint> figure) {
    OptionalDouble value = EqualRecall.valueAt(record.curve(), EnginePoint::recall, recall, figure);
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private Table curveTable() {
    List<Row> rows = new ArrayList<>();
    for (EngineRecord record : records) {
      record.curve().forEach(point -> rows.add(new Row(record, point)));
    }
    return new TextTable<Row>()
        .text("format", row -> row.record().format())
        .figure("list size", "%d", row -> row.point().listSize())
        .figure("recall@" + baseline.k(), "%.4f", row -> row.point().recall())
        .figure("visited", "%,.0f", row -> row.point().visited())
        .figure("p50 us", "%,.0f", row -> row.point().p50Us().median())
        .figure("least", "%,.0f", row -> row.point().p50Us().least())
        .figure("most", "%,.0f", row -> row.point().p50Us().most())
        .figure("p99 us", "%,.0f", row -> row.point().p99Us().median())
        .figure("CPU us", "%,.0f", row -> median(row.point().cpuUs()))
        .of(rows);
  }

  @Override
  public Map<String, LineChart> charts() {
    Map<String, LineChart> charts = new LinkedHashMap<>();
    charts.put(
        "engines-recall-latency",
        chart("Recall against latency over HTTP", "median latency, \u00b5s", EngineReport::p50));
    if (records.stream().flatMap(r -> r.curve().stream()).allMatch(p -> p.visited() != null)) {
      charts.put(
          "engines-recall-visited",
          chart(
              "Recall against search effort",
              "vectors or codes compared with a query",
              EnginePoint::visited));
    }
    return charts;
  }

  private LineChart chart(String title, String label, ToDoubleFunction<EnginePoint> x) {
    return new LineChart(
        title,
        new ChartAxis(label + " (logarithmic)", Kind.LOGARITHMIC),
        new ChartAxis("recall@" + baseline.k(), Kind.LINEAR),
        records.stream()
            .map(record -> Series.of(record.format(), record.curve(), x, EnginePoint::recall))
            .toList());
  }
}

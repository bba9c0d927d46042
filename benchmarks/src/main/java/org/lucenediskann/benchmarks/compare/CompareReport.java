package org.lucenediskann.benchmarks.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.lucenediskann.benchmarks.chart.ChartAxis;
import org.lucenediskann.benchmarks.chart.ChartAxis.Kind;
import org.lucenediskann.benchmarks.chart.LineChart;
import org.lucenediskann.benchmarks.chart.Series;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.report.Report;
import org.lucenediskann.benchmarks.search.EqualRecall;
import org.lucenediskann.benchmarks.table.Table;
import org.lucenediskann.benchmarks.table.TextTable;

/** Tables of costs, of search at equal recall and of all curves, and charts. */
public final class CompareReport implements Report {
  private static final double[] RECALLS = {.90, .95, .99};
  private static final double LEAST_RECALL = .7; // below it, a chart would show little else
  private static final String BASELINE = "hnsw:16:100";

  private record Row(CompareRecord record, ComparePoint point) {}

  private final List<CompareRecord> records;
  private final List<CompareRecord> measured;
  private final CompareRecord baseline; // null if nothing was measured

  public CompareReport(List<CompareRecord> records) {
    this.records = records;
    this.measured = records.stream().filter(record -> record.notMeasured() == null).toList();
    this.baseline =
        measured.stream()
            .filter(record -> record.peer().equals(BASELINE))
            .findFirst()
            .orElse(measured.isEmpty() ? null : measured.getLast());
  }

  @Override
  public String heading() {
    CompareRecord any = records.getFirst();
    return String.format(
        Locale.ROOT,
        "%s: %,d x %d, %s, order %s, %s, %d thread%s; medians of builds: %d, of search passes: %d",
        any.data(),
        any.n(),
        any.dim(),
        any.metric(),
        any.order(),
        any.segments() == 1 ? "one segment" : any.segments() + " segments merged into one",
        any.threads(),
        any.threads() == 1 ? "" : "s",
        any.rounds(),
        any.repeats());
  }

  @Override
  public Environment environment() {
    return records.getFirst().environment();
  }

  @Override
  public List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    if (baseline != null) {
      tables.addAll(List.of(costTable(), equalRecallTable(), curveTable()));
    }
    if (measured.size() < records.size()) {
      tables.add(notMeasuredTable());
    }
    return tables;
  }

  private Table costTable() {
    return new TextTable<CompareRecord>()
        .text("peer", CompareRecord::peer)
        .text("library", CompareRecord::library)
        .figure("index CPU s", "%,.2f", r -> r.indexCpuS().median())
        .figure("wall s", "%,.2f", r -> r.indexWallS().median())
        .figure("merge CPU s", "%,.2f", r -> r.mergeCpuS().median())
        .figure("wall s", "%,.2f", r -> r.mergeWallS().median())
        .figure("total CPU s", "%,.2f", r -> r.totalCpuS().median())
        .figure("least", "%,.2f", r -> r.totalCpuS().least())
        .figure("most", "%,.2f", r -> r.totalCpuS().most())
        .figure("x of " + baseline.peer(), "%.3f", this::ofBaseline)
        .figure("heap MB", "%,.0f", CompareRecord::heapPeakMb)
        .figure("written MB", "%,.1f", r -> megabytes(r.writtenBytes()))
        .figure("index MB", "%,.1f", r -> megabytes(r.indexBytes()))
        .figure("resident MB", "%,.1f", r -> megabytes(r.residentBytes()))
        .of(measured);
  }

  private double ofBaseline(CompareRecord record) {
    return record.totalCpuS().median() / baseline.totalCpuS().median();
  }

  private static Double megabytes(Long bytes) {
    return bytes == null ? null : Double.valueOf(bytes / 1e6);
  }

  /** Interpolated between the points of a curve; nothing beyond its ends. */
  private Table equalRecallTable() {
    TextTable<CompareRecord> table = new TextTable<CompareRecord>().text("peer", r -> r.peer());
    for (double recall : RECALLS) {
      String at = String.format(Locale.ROOT, "at recall %.2f: ", recall);
      table
          .figure(at + "p50 us", "%,.0f", r -> at(r, recall, CompareReport::p50))
          .figure("x of " + baseline.peer(), "%.2f", r -> latencyOfBaseline(r, recall))
          .figure("CPU us", "%,.0f", r -> at(r, recall, point -> point.cpuUs().median()))
          .figure("visited", "%,.0f", r -> at(r, recall, ComparePoint::visited));
    }
    return table.of(measured);
  }

  private static double p50(ComparePoint point) {
    return point.p50Us().median();
  }

  private Double latencyOfBaseline(CompareRecord record, double recall) {
    Double ours = at(record, recall, CompareReport::p50);
    Double theirs = at(baseline, recall, CompareReport::p50);
    return ours == null || theirs == null ? null : Double.valueOf(ours / theirs);
  }

  private static Double at(
      CompareRecord record, double recall, ToDoubleFunction<ComparePoint> figure) {
    OptionalDouble value =
        EqualRecall.valueAt(record.curve(), ComparePoint::recall, recall, figure);
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private Table curveTable() {
    List<Row> rows = new ArrayList<>();
    for (CompareRecord record : measured) {
      record.curve().forEach(point -> rows.add(new Row(record, point)));
    }
    return new TextTable<Row>()
        .text("peer", row -> row.record().peer())
        .figure("list size", "%d", row -> row.point().listSize())
        .figure("recall@" + baseline.k(), "%.4f", row -> row.point().recall())
        .figure("visited", "%,.0f", row -> row.point().visited())
        .figure("p50 us", "%,.0f", row -> row.point().p50Us().median())
        .figure("least", "%,.0f", row -> row.point().p50Us().least())
        .figure("most", "%,.0f", row -> row.point().p50Us().most())
        .figure("p99 us", "%,.0f", row -> row.point().p99Us().median())
        .figure("CPU us", "%,.0f", row -> row.point().cpuUs().median())
        .of(rows);
  }

  private Table notMeasuredTable() {
    return new TextTable<CompareRecord>()
        .text("not measured", CompareRecord::peer)
        .text("why", CompareRecord::notMeasured)
        .of(records.stream().filter(record -> record.notMeasured() != null).toList());
  }

  @Override
  public Map<String, LineChart> charts() {
    if (baseline == null) {
      return Map.of();
    }
    Map<String, LineChart> charts = new LinkedHashMap<>();
    charts.put(
        "compare-recall-latency",
        recallChart("Recall against latency", "median latency, \u00b5s", CompareReport::p50));
    charts.put(
        "compare-recall-visited",
        recallChart(
            "Recall against search effort",
            "vectors or codes compared with a query",
            ComparePoint::visited));
    Arrays.stream(RECALLS)
        .mapToObj(this::costChart)
        .max(Comparator.comparing(chart -> chart.series().size()))
        .ifPresent(chart -> charts.put("compare-cost", chart));
    charts.values().removeIf(chart -> chart.series().isEmpty());
    return charts;
  }

  private LineChart recallChart(String title, String label, ToDoubleFunction<ComparePoint> x) {
    return new LineChart(
        title,
        new ChartAxis(label + " (logarithmic)", Kind.LOGARITHMIC),
        new ChartAxis("recall@" + baseline.k() + ", from " + LEAST_RECALL + " on", Kind.LINEAR),
        measured.stream()
            .map(record -> Series.of(record.peer(), shown(record), x, ComparePoint::recall))
            .filter(line -> line.xs().length > 0)
            .toList());
  }

  private static List<ComparePoint> shown(CompareRecord record) {
    return record.curve().stream().filter(point -> point.recall() >= LEAST_RECALL).toList();
  }

  /** Has a point for every peer that reaches this recall and does not begin above it. */
  private LineChart costChart(double recall) {
    return new LineChart(
        "Cost of building against cost of searching",
        new ChartAxis("CPU seconds of building and merging", Kind.FROM_ZERO),
        new ChartAxis("median latency at recall " + recall + ", \u00b5s", Kind.FROM_ZERO),
        measured.stream()
            .filter(record -> at(record, recall, CompareReport::p50) != null)
            .map(
                record ->
                    Series.of(
                        record.peer(),
                        List.of(record),
                        r -> r.totalCpuS().median(),
                        r -> at(r, recall, CompareReport::p50)))
            .toList());
  }
}

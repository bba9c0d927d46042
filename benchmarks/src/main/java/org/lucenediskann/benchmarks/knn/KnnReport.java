package org.lucenediskann.benchmarks.knn;

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
import org.lucenediskann.benchmarks.index.IngestWindow;
import org.lucenediskann.benchmarks.report.Report;
import org.lucenediskann.benchmarks.search.CurvePoint;
import org.lucenediskann.benchmarks.search.EqualVisited;
import org.lucenediskann.benchmarks.table.Table;
import org.lucenediskann.benchmarks.table.TextTable;

/**
 * A table of build costs, one of their phases where these are known, and a table of curves,
 * compared with a baseline, and charts.
 */
public final class KnnReport implements Report {
  private final List<KnnRecord> records;
  private final KnnRecord baseline;

  public KnnReport(List<KnnRecord> records) {
    this.records = records;
    this.baseline = KnnRecord.baseline(records);
  }

  @Override
  public List<KnnRecord> records() {
    return records;
  }

  @Override
  public List<Table> tables() {
    List<Table> tables = new ArrayList<>(List.of(buildTable(), curveTable()));
    if (records.stream().anyMatch(record -> !record.phaseMs().isEmpty())) {
      tables.add(1, PhaseTable.of(records)); // after the builds
    }
    return tables;
  }

  @Override
  public String heading() {
    KnnRecord any = records.getFirst();
    return String.format(
        Locale.ROOT,
        "%s: %,d x %d, %s, order %s, %d thread%s",
        any.data(),
        any.n(),
        any.dim(),
        any.metric(),
        any.order(),
        any.threads(),
        any.threads() == 1 ? "" : "s");
  }

  private Table buildTable() {
    return new TextTable<KnnRecord>()
        .text("format", KnnRecord::format)
        .figure("flushed", "%d", KnnRecord::segmentsFlushed)
        .figure("segments", "%d", KnnRecord::segments)
        .figure("index CPU s", "%,.2f", KnnRecord::indexCpuS)
        .figure("wall s", "%,.2f", KnnRecord::indexWallS)
        .figure("merge CPU s", "%,.2f", KnnRecord::mergeCpuS)
        .figure("wall s", "%,.2f", KnnRecord::mergeWallS)
        .figure("total CPU s", "%,.2f", KnnRecord::totalCpuS)
        .figure("x of " + baseline.format(), "%.3f", r -> r.totalCpuS() / baseline.totalCpuS())
        .figure("index MB", "%.1f", r -> r.indexBytes() / 1e6)
        .of(records);
  }

  private record Row(KnnRecord record, CurvePoint point) {}

  private Table curveTable() {
    List<Row> rows = new ArrayList<>();
    for (KnnRecord record : records) {
      record.curve().forEach(point -> rows.add(new Row(record, point)));
    }
    return new TextTable<Row>()
        .text("format", row -> row.record().format())
        .figure("list size", "%d", row -> row.point().listSize())
        .figure("recall@" + baseline.k(), "%.4f", row -> row.point().recall())
        .figure("visited", "%,.0f", row -> row.point().visited())
        .figure("vs " + baseline.format() + " at equal visited", "%+.4f", this::recallDifference)
        .figure("p50 us", "%,.0f", row -> row.point().p50Us())
        .figure("p99 us", "%,.0f", row -> row.point().p99Us())
        .figure("queries/s", "%,.0f", row -> row.point().qps())
        .of(rows);
  }

  /** Null of the baseline itself and beyond its ends. */
  private Double recallDifference(Row row) {
    if (row.record().equals(baseline)) {
      return null;
    }
    OptionalDouble other = EqualVisited.recallAt(baseline.curve(), row.point().visited());
    return other.isEmpty() ? null : row.point().recall() - other.getAsDouble();
  }

  @Override
  public Map<String, LineChart> charts() {
    Map<String, LineChart> charts = new LinkedHashMap<>();
    if (records.stream().anyMatch(record -> record.segmentsFlushed() > 1)) {
      charts.put("ingest", ingest()); // of a single flush one window has all the cost
    }
    charts.put("recall-latency", latency());
    charts.put("recall-visited", visited());
    return charts;
  }

  private LineChart ingest() {
    return new LineChart(
        "Ingest rate, flushes included",
        new ChartAxis("documents indexed", Kind.FROM_ZERO),
        new ChartAxis("documents per second (logarithmic)", Kind.LOGARITHMIC),
        series(KnnRecord::windows, IngestWindow::docs, IngestWindow::docsPerSecond));
  }

  private LineChart latency() {
    return new LineChart(
        "Recall against latency",
        new ChartAxis("median latency, \u00b5s (logarithmic)", Kind.LOGARITHMIC),
        recallAxis(),
        series(KnnRecord::curve, CurvePoint::p50Us, CurvePoint::recall));
  }

  private LineChart visited() {
    return new LineChart(
        "Recall against search effort",
        new ChartAxis("vectors compared with a query (logarithmic)", Kind.LOGARITHMIC),
        recallAxis(),
        series(KnnRecord::curve, CurvePoint::visited, CurvePoint::recall));
  }

  private ChartAxis recallAxis() {
    return new ChartAxis("recall@" + baseline.k(), Kind.LINEAR);
  }

  private <T> List<Series> series(
      Function<KnnRecord, List<T>> points, ToDoubleFunction<T> x, ToDoubleFunction<T> y) {
    return records.stream()
        .map(record -> Series.of(record.format(), points.apply(record), x, y))
        .toList();
  }
}

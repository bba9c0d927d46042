package org.lucenediskann.benchmarks.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lucenediskann.benchmarks.chart.ChartAxis;
import org.lucenediskann.benchmarks.chart.ChartAxis.Kind;
import org.lucenediskann.benchmarks.chart.LineChart;
import org.lucenediskann.benchmarks.chart.Series;
import org.lucenediskann.benchmarks.report.Report;
import org.lucenediskann.benchmarks.report.SearchCurves;
import org.lucenediskann.benchmarks.table.Table;
import org.lucenediskann.benchmarks.table.TextTable;

/** Tables of costs, of search at equal recall and of all curves, and charts. */
public final class CompareReport implements Report {
  private static final String BASELINE = "hnsw:16:100";

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
  public List<CompareRecord> records() {
    return records;
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
  public List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    if (baseline != null) {
      tables.add(costTable());
      tables.addAll(curves().tables());
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
    SearchCurves curves = curves();
    Map<String, LineChart> charts = new LinkedHashMap<>();
    charts.put("compare-recall-latency", curves.latency());
    charts.put("compare-recall-visited", curves.effort());
    SearchCurves.RECALLS.stream()
        .map(this::costChart)
        .max(Comparator.comparing(chart -> chart.series().size()))
        .ifPresent(chart -> charts.put("compare-cost", chart));
    charts.values().removeIf(chart -> chart.series().isEmpty());
    return charts;
  }

  private SearchCurves curves() {
    return new SearchCurves(
        "peer", measured.stream().map(CompareReport::line).toList(), line(baseline), baseline.k());
  }

  private static SearchCurves.Line line(CompareRecord record) {
    return new SearchCurves.Line(record.peer(), record.curve());
  }

  /** Has a point for every peer that reaches this recall and does not begin above it. */
  private LineChart costChart(double recall) {
    return new LineChart(
        "Cost of building against cost of searching",
        new ChartAxis("CPU seconds of building and merging", Kind.FROM_ZERO),
        new ChartAxis("median latency at recall " + recall + ", \u00b5s", Kind.FROM_ZERO),
        measured.stream()
            .filter(record -> latency(record, recall) != null)
            .map(
                record ->
                    Series.of(
                        record.peer(),
                        List.of(record),
                        r -> r.totalCpuS().median(),
                        r -> latency(r, recall)))
            .toList());
  }

  private static Double latency(CompareRecord record, double recall) {
    return line(record).at(recall, SearchCurves::p50);
  }
}

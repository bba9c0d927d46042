package org.lucenediskann.benchmarks.merge;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.lucenediskann.benchmarks.chart.ChartAxis;
import org.lucenediskann.benchmarks.chart.ChartAxis.Kind;
import org.lucenediskann.benchmarks.chart.LineChart;
import org.lucenediskann.benchmarks.chart.Series;
import org.lucenediskann.benchmarks.report.Report;
import org.lucenediskann.benchmarks.search.CurvePoint;
import org.lucenediskann.benchmarks.search.EqualVisited;
import org.lucenediskann.benchmarks.table.Table;
import org.lucenediskann.benchmarks.table.TextTable;

/** Costs with their ratios, and the curves of merged and rebuilt graphs. */
public final class MergeReport implements Report {
  private static final int MAX_SEGMENTS_SHOWN = 6;

  /** A point of the merged or of the rebuilt graph. */
  private record Row(MergeRecord record, String graph, CurvePoint point) {}

  private final List<MergeRecord> records;
  private final MergeRecord baseline;

  public MergeReport(List<MergeRecord> records) {
    this.records = records;
    this.baseline =
        records.stream()
            .filter(record -> record.format().startsWith("hnsw:"))
            .findFirst()
            .orElse(records.getLast());
  }

  @Override
  public List<MergeRecord> records() {
    return records;
  }

  @Override
  public List<Table> tables() {
    return List.of(costTable(), curveTable());
  }

  @Override
  public String heading() {
    MergeRecord any = records.getFirst();
    return String.format(
        Locale.ROOT,
        "%s: %,d x %d, %s, order %s, segments %s, %,d deleted",
        any.data(),
        any.n(),
        any.dim(),
        any.metric(),
        any.order(),
        segments(any.segments()),
        any.deleted());
  }

  /** Sizes of segments, in short where they are many. */
  static String segments(List<Integer> sizes) {
    return sizes.size() <= MAX_SEGMENTS_SHOWN
        ? sizes.toString()
        : sizes.size()
            + " of "
            + sizes.stream().min(Integer::compare).orElseThrow()
            + " to "
            + sizes.stream().max(Integer::compare).orElseThrow();
  }

  private Table costTable() {
    return new TextTable<MergeRecord>()
        .text("format", MergeRecord::format)
        .figure("build CPU s", "%,.2f", MergeRecord::buildCpuS)
        .figure("merge CPU s", "%,.2f", MergeRecord::mergeCpuS)
        .figure("least", "%,.2f", record -> record.mergeCpuRangeS().getFirst())
        .figure("most", "%,.2f", record -> record.mergeCpuRangeS().getLast())
        .figure("threads", "%d", MergeRecord::threads)
        .figure("wall s", "%,.2f", MergeRecord::mergeWallS)
        .figure("times as fast as with " + fewestThreads(), "%.2f", this::speedup)
        .figure("x of " + baseline.format(), "%.3f", r -> r.mergeCpuS() / baseline.mergeCpuS())
        .figure("rebuild CPU s", "%,.2f", MergeRecord::rebuildCpuS)
        .figure("merge x of rebuild", "%.3f", MergeReport::ofRebuild)
        .figure("recall less rebuild's, worst", "%+.4f", least(MergeReport::againstRebuild))
        .figure("best", "%+.4f", most(MergeReport::againstRebuild))
        .figure("less " + baseline.format() + "'s, worst", "%+.4f", least(this::againstBaseline))
        .figure("best", "%+.4f", most(this::againstBaseline))
        .figure("unreachable", "%,d", record -> record.mergedGraph().unreachable())
        .of(records);
  }

  private int fewestThreads() {
    return records.stream().mapToInt(MergeRecord::threads).min().orElseThrow();
  }

  /** How many times as fast the merge is as with the fewest threads; null with those. */
  private Double speedup(MergeRecord record) {
    return records.stream()
        .filter(other -> other.threads() == fewestThreads() && other.threads() < record.threads())
        .filter(other -> other.format().equals(record.format()))
        .findFirst()
        .map(other -> other.mergeWallS() / record.mergeWallS())
        .orElse(null);
  }

  private static Double ofRebuild(MergeRecord record) {
    return record.rebuildCpuS() == null ? null : record.mergeCpuS() / record.rebuildCpuS();
  }

  private static DoubleSummaryStatistics againstRebuild(MergeRecord record) {
    return record.rebuilt() == null
        ? new DoubleSummaryStatistics()
        : EqualVisited.differences(record.merged(), record.rebuilt());
  }

  private DoubleSummaryStatistics againstBaseline(MergeRecord record) {
    return record.equals(baseline)
        ? new DoubleSummaryStatistics()
        : EqualVisited.differences(record.merged(), baseline.merged());
  }

  private static Function<MergeRecord, Number> least(
      Function<MergeRecord, DoubleSummaryStatistics> differences) {
    return record -> {
      DoubleSummaryStatistics found = differences.apply(record);
      return found.getCount() == 0 ? null : found.getMin();
    };
  }

  private static Function<MergeRecord, Number> most(
      Function<MergeRecord, DoubleSummaryStatistics> differences) {
    return record -> {
      DoubleSummaryStatistics found = differences.apply(record);
      return found.getCount() == 0 ? null : found.getMax();
    };
  }

  private Table curveTable() {
    List<Row> rows = new ArrayList<>();
    for (MergeRecord record : records) {
      record.merged().forEach(point -> rows.add(new Row(record, "merged", point)));
      if (record.rebuilt() != null) {
        record.rebuilt().forEach(point -> rows.add(new Row(record, "rebuilt", point)));
      }
    }
    return new TextTable<Row>()
        .text("format", row -> row.record().format())
        .text("graph", Row::graph)
        .figure("list size", "%d", row -> row.point().listSize())
        .figure("recall@" + baseline.k(), "%.4f", row -> row.point().recall())
        .figure("visited", "%,.0f", row -> row.point().visited())
        .figure("p50 us", "%,.0f", row -> row.point().p50Us())
        .figure("p99 us", "%,.0f", row -> row.point().p99Us())
        .of(rows);
  }

  @Override
  public Map<String, LineChart> charts() {
    List<Series> lines = new ArrayList<>();
    for (MergeRecord record : records) {
      lines.add(line(record.format() + ", merged", record.merged()));
      if (record.rebuilt() != null) {
        lines.add(line(record.format() + ", rebuilt", record.rebuilt()));
      }
    }
    return Map.of(
        "merge-recall-visited",
        new LineChart(
            "Recall of merged and of new graphs",
            new ChartAxis("vectors compared with a query (logarithmic)", Kind.LOGARITHMIC),
            new ChartAxis("recall@" + baseline.k(), Kind.LINEAR),
            lines));
  }

  private static Series line(String name, List<CurvePoint> curve) {
    return Series.of(name, curve, CurvePoint::visited, CurvePoint::recall);
  }
}

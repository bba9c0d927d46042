package org.lucenediskann.benchmarks.merge;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.lucenediskann.benchmarks.chart.ChartAxis;
import org.lucenediskann.benchmarks.chart.ChartAxis.Kind;
import org.lucenediskann.benchmarks.chart.LineChart;
import org.lucenediskann.benchmarks.chart.Series;
import org.lucenediskann.benchmarks.report.Report;
import org.lucenediskann.benchmarks.search.CurvePoint;
import org.lucenediskann.benchmarks.search.EqualVisited;
import org.lucenediskann.benchmarks.table.Table;
import org.lucenediskann.benchmarks.table.TextTable;

/** What every plan costs and finds beside the dearest rebuild, in a table and as a picture. */
public final class FrontierReport implements Report {
  private final List<FrontierRecord> records;
  private final FrontierRecord rebuild;

  public FrontierReport(List<FrontierRecord> records) {
    this.records = records;
    this.rebuild =
        records.stream()
            .filter(record -> way(record).equals("rebuild"))
            .reduce((a, b) -> b)
            .orElse(records.getLast());
  }

  /** The plan without its fanout. */
  private static String way(FrontierRecord record) {
    return record.plan().replaceFirst(":[0-9]+$", "");
  }

  @Override
  public List<FrontierRecord> records() {
    return records;
  }

  @Override
  public String heading() {
    return String.format(
        Locale.ROOT,
        "%s: %,d x %d, %s, order %s, segments %s, %,d deleted; %s, plans beside %s",
        rebuild.data(),
        rebuild.n(),
        rebuild.dim(),
        rebuild.metric(),
        rebuild.order(),
        MergeReport.segments(rebuild.segments()),
        rebuild.deleted(),
        rebuild.format(),
        rebuild.plan());
  }

  @Override
  public List<Table> tables() {
    return List.of(costTable(), curveTable());
  }

  private Table costTable() {
    return new TextTable<FrontierRecord>()
        .text("plan", FrontierRecord::plan)
        .text("is", FrontierRecord::done)
        .figure("merge CPU s", "%,.2f", FrontierRecord::mergeCpuS)
        .figure("least", "%,.2f", record -> record.mergeCpuRangeS().getFirst())
        .figure("most", "%,.2f", record -> record.mergeCpuRangeS().getLast())
        .figure("wall s", "%,.2f", FrontierRecord::mergeWallS)
        .figure("x of rebuild", "%.3f", this::share)
        .figure("graph alone", "%.3f", r -> r.graphWallS() / rebuild.graphWallS())
        .figure("estimated", "%.3f", FrontierRecord::estimatedShare)
        .figure("recall less rebuild's, mean", "%+.4f", known(DoubleSummaryStatistics::getAverage))
        .figure("worst", "%+.4f", known(DoubleSummaryStatistics::getMin))
        .figure("unreachable", "%,d", record -> record.graph().unreachable())
        .of(records);
  }

  private double share(FrontierRecord record) {
    return record.mergeCpuS() / rebuild.mergeCpuS();
  }

  private DoubleSummaryStatistics differences(FrontierRecord record) {
    return EqualVisited.differences(record.curve(), rebuild.curve());
  }

  /** Nothing where the curves have no visits in common. */
  private Function<FrontierRecord, Number> known(ToDoubleFunction<DoubleSummaryStatistics> figure) {
    return record -> {
      DoubleSummaryStatistics found = differences(record);
      return found.getCount() == 0 ? null : figure.applyAsDouble(found);
    };
  }

  private Table curveTable() {
    record Row(FrontierRecord record, CurvePoint point) {}
    List<Row> rows = new ArrayList<>();
    records.forEach(record -> record.curve().forEach(point -> rows.add(new Row(record, point))));
    return new TextTable<Row>()
        .text("plan", row -> row.record().plan())
        .figure("list size", "%d", row -> row.point().listSize())
        .figure("recall@" + rebuild.k(), "%.4f", row -> row.point().recall())
        .figure("visited", "%,.0f", row -> row.point().visited())
        .of(rows);
  }

  @Override
  public Map<String, LineChart> charts() {
    Map<String, List<FrontierRecord>> ways = new LinkedHashMap<>();
    for (FrontierRecord record : records) {
      ways.computeIfAbsent(way(record), way -> new ArrayList<>()).add(record);
    }
    List<Series> lines = new ArrayList<>();
    ways.forEach(
        (way, points) ->
            lines.add(Series.of(way, points, this::share, r -> differences(r).getAverage())));
    return Map.of(
        "merge-frontier",
        new LineChart(
            "Cost and quality of merges by plan",
            new ChartAxis("CPU of the merge, as a share of a rebuild's", Kind.FROM_ZERO),
            new ChartAxis("recall less the rebuild's at equal visits, mean", Kind.LINEAR),
            lines));
  }
}

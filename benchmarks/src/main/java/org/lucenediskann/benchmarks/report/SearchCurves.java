package org.lucenediskann.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.lucenediskann.benchmarks.chart.ChartAxis;
import org.lucenediskann.benchmarks.chart.ChartAxis.Kind;
import org.lucenediskann.benchmarks.chart.LineChart;
import org.lucenediskann.benchmarks.chart.Series;
import org.lucenediskann.benchmarks.search.EqualRecall;
import org.lucenediskann.benchmarks.search.SpreadPoint;
import org.lucenediskann.benchmarks.table.Table;
import org.lucenediskann.benchmarks.table.TextTable;

/**
 * Tables and charts of how several contenders search.
 *
 * @param kind what a contender is
 * @param baseline the one whose latency others are a multiple of
 * @param k of recall@k
 */
public record SearchCurves(String kind, List<Line> lines, Line baseline, int k) {
  /** Recalls at which contenders are compared. */
  public static final List<Double> RECALLS = List.of(.90, .95, .99);

  private static final double LEAST_RECALL = .7; // below it, a chart would show little else

  /**
   * A contender.
   *
   * @param points ascending by list size
   */
  public record Line(String name, List<SpreadPoint> points) {
    /**
     * A figure at a recall, interpolated between two points; null beyond the ends, and where nobody
     * tells it.
     */
    public Double at(double recall, Function<SpreadPoint, Double> figure) {
      if (points.stream().map(figure).anyMatch(Objects::isNull)) {
        return null;
      }
      OptionalDouble value =
          EqualRecall.valueAt(points, SpreadPoint::recall, recall, figure::apply);
      return value.isPresent() ? value.getAsDouble() : null;
    }

    private List<SpreadPoint> shown() {
      return points.stream().filter(point -> point.recall() >= LEAST_RECALL).toList();
    }
  }

  private record Row(Line line, SpreadPoint point) {}

  /** Median latency in µs. */
  public static Double p50(SpreadPoint point) {
    return point.p50Us().median();
  }

  private static Double cpu(SpreadPoint point) {
    return point.cpuUs() == null ? null : Double.valueOf(point.cpuUs().median());
  }

  /** What equal recall takes, and what all was measured. */
  public List<Table> tables() {
    return List.of(equalRecall(), all());
  }

  private Table equalRecall() {
    TextTable<Line> table = new TextTable<Line>().text(kind, Line::name);
    for (double recall : RECALLS) {
      String at = String.format(Locale.ROOT, "at recall %.2f: ", recall);
      table
          .figure(at + "p50 us", "%,.0f", line -> line.at(recall, SearchCurves::p50))
          .figure("x of " + baseline.name(), "%.2f", line -> ofBaseline(line, recall))
          .figure("CPU us", "%,.0f", line -> line.at(recall, SearchCurves::cpu))
          .figure("visited", "%,.0f", line -> line.at(recall, SpreadPoint::visited));
    }
    return table.of(lines);
  }

  private Double ofBaseline(Line line, double recall) {
    Double own = line.at(recall, SearchCurves::p50);
    Double other = baseline.at(recall, SearchCurves::p50);
    return own == null || other == null ? null : Double.valueOf(own / other);
  }

  private Table all() {
    List<Row> rows =
        lines.stream()
            .flatMap(line -> line.points().stream().map(point -> new Row(line, point)))
            .toList();
    return new TextTable<Row>()
        .text(kind, row -> row.line().name())
        .figure("list size", "%d", row -> row.point().listSize())
        .figure("recall@" + k, "%.4f", row -> row.point().recall())
        .figure("visited", "%,.0f", row -> row.point().visited())
        .figure("p50 us", "%,.0f", row -> row.point().p50Us().median())
        .figure("least", "%,.0f", row -> row.point().p50Us().least())
        .figure("most", "%,.0f", row -> row.point().p50Us().most())
        .figure("p99 us", "%,.0f", row -> row.point().p99Us().median())
        .figure("CPU us", "%,.0f", row -> cpu(row.point()))
        .of(rows);
  }

  /** Recall against median latency; without lines if nobody reaches a recall worth showing. */
  public LineChart latency() {
    return chart("Recall against latency", "median latency, \u00b5s", SearchCurves::p50);
  }

  /** Recall against what is compared; without lines as above, and where nobody tells. */
  public LineChart effort() {
    return chart(
        "Recall against search effort",
        "vectors or codes compared with a query",
        SpreadPoint::visited);
  }

  private LineChart chart(String title, String label, Function<SpreadPoint, Double> x) {
    return new LineChart(
        title,
        new ChartAxis(label + " (logarithmic)", Kind.LOGARITHMIC),
        new ChartAxis("recall@" + k + ", from " + LEAST_RECALL + " on", Kind.LINEAR),
        lines.stream()
            .filter(line -> line.points().stream().map(x).allMatch(Objects::nonNull))
            .map(line -> Series.of(line.name(), line.shown(), x::apply, SpreadPoint::recall))
            .filter(line -> line.xs().length > 0)
            .toList());
  }
}

package org.lucenediskann.benchmarks.scale;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.lucenediskann.benchmarks.chart.ChartAxis;
import org.lucenediskann.benchmarks.chart.ChartAxis.Kind;
import org.lucenediskann.benchmarks.chart.LineChart;
import org.lucenediskann.benchmarks.chart.Series;
import org.lucenediskann.benchmarks.report.Report;
import org.lucenediskann.benchmarks.search.CurvePoint;
import org.lucenediskann.benchmarks.table.Table;
import org.lucenediskann.benchmarks.table.TextTable;

/** Tables by size and of growth from the least to the greatest size, and charts. */
public final class ScaleReport implements Report {
  /** The records of a format, ascending by size. */
  private record Line(String format, List<ScaleRecord> records) {
    ScaleRecord least() {
      return records.getFirst();
    }

    ScaleRecord greatest() {
      return records.getLast();
    }

    double growth(ToDoubleFunction<ScaleRecord> figure) {
      return figure.applyAsDouble(greatest()) / figure.applyAsDouble(least());
    }
  }

  /** A point of a curve with the size it belongs to. */
  private record Row(ScaleRecord record, CurvePoint point) {}

  private final List<ScaleRecord> records;
  private final List<Line> lines = new ArrayList<>();
  private final int points;

  public ScaleReport(List<ScaleRecord> records) {
    this.records = records;
    this.points = records.getFirst().curve().size();
    Map<String, List<ScaleRecord>> byFormat = new LinkedHashMap<>();
    for (ScaleRecord record : records) {
      byFormat.computeIfAbsent(record.format(), format -> new ArrayList<>()).add(record);
    }
    byFormat.forEach((format, ofFormat) -> lines.add(new Line(format, ofFormat)));
  }

  @Override
  public List<ScaleRecord> records() {
    return records;
  }

  @Override
  public String heading() {
    ScaleRecord any = records.getFirst();
    return any.data() + " x " + any.dim() + ", one segment";
  }

  @Override
  public List<Table> tables() {
    return List.of(buildTable(), searchTable(), growthTable());
  }

  private Table buildTable() {
    return new TextTable<ScaleRecord>()
        .text("format", ScaleRecord::format)
        .figure("vectors", "%,d", ScaleRecord::n)
        .figure("CPU us/vector", "%,.1f", ScaleRecord::cpuUsPerVector)
        .figure("CPU s", "%,.2f", ScaleRecord::indexCpuS)
        .figure("wall s", "%,.2f", ScaleRecord::indexWallS)
        .figure("builds", "%d", ScaleRecord::builds)
        .figure("heap MB", "%,.0f", ScaleRecord::heapPeakMb)
        .figure("index MB", "%,.1f", record -> record.indexBytes() / 1e6)
        .of(records);
  }

  private Table searchTable() {
    List<Row> rows = new ArrayList<>();
    for (ScaleRecord record : records) {
      record.curve().forEach(point -> rows.add(new Row(record, point)));
    }
    return new TextTable<Row>()
        .text("format", row -> row.record().format())
        .figure("vectors", "%,d", row -> row.record().n())
        .figure("list size", "%d", row -> row.point().listSize())
        .figure("recall@" + records.getFirst().k(), "%.4f", row -> row.point().recall())
        .figure("visited", "%,.0f", row -> row.point().visited())
        .figure("p50 us", "%,.0f", row -> row.point().p50Us())
        .figure("p99 us", "%,.0f", row -> row.point().p99Us())
        .of(rows);
  }

  private Table growthTable() {
    TextTable<Line> table =
        new TextTable<Line>()
            .text("growth of", Line::format)
            .figure("from", "%,d", line -> line.least().n())
            .figure("to", "%,d", line -> line.greatest().n())
            .figure("CPU/vector x", "%.2f", line -> line.growth(ScaleRecord::cpuUsPerVector));
    for (int i = 0; i < points; i++) {
      int point = i;
      String list = "list " + records.getFirst().curve().get(i).listSize() + ": ";
      table
          .figure(list + "recall", "%+.4f", line -> recallGained(line, point))
          .figure("visited x", "%.2f", line -> line.growth(r -> r.curve().get(point).visited()));
    }
    return table.of(lines.stream().filter(line -> line.records().size() > 1).toList());
  }

  private static double recallGained(Line line, int point) {
    return line.greatest().curve().get(point).recall() - line.least().curve().get(point).recall();
  }

  /** A chart of costs and, for every list size, one of recall. */
  @Override
  public Map<String, LineChart> charts() {
    Map<String, LineChart> charts = new LinkedHashMap<>();
    charts.put("scale-cpu", costChart());
    for (int i = 0; i < points; i++) {
      int listSize = records.getFirst().curve().get(i).listSize();
      charts.put("scale-recall-list-" + listSize, recallChart(i, listSize));
    }
    return charts;
  }

  private LineChart costChart() {
    return new LineChart(
        "Build cost of a vector",
        new ChartAxis("vectors in the segment (logarithmic)", Kind.LOGARITHMIC),
        new ChartAxis("CPU time of a vector, \u00b5s", Kind.FROM_ZERO),
        series(ScaleRecord::cpuUsPerVector));
  }

  private LineChart recallChart(int point, int listSize) {
    return new LineChart(
        "Recall with a list of " + listSize,
        new ChartAxis("vectors in the segment (logarithmic)", Kind.LOGARITHMIC),
        new ChartAxis("recall@" + records.getFirst().k(), Kind.LINEAR),
        series(record -> record.curve().get(point).recall()));
  }

  private List<Series> series(ToDoubleFunction<ScaleRecord> figure) {
    return lines.stream()
        .map(line -> Series.of(line.format(), line.records(), ScaleRecord::n, figure))
        .toList();
  }
}

package org.lucenediskann.benchmarks.filter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.lucenediskann.benchmarks.chart.ChartAxis;
import org.lucenediskann.benchmarks.chart.ChartAxis.Kind;
import org.lucenediskann.benchmarks.chart.LineChart;
import org.lucenediskann.benchmarks.chart.Series;
import org.lucenediskann.benchmarks.report.Report;
import org.lucenediskann.benchmarks.table.Table;
import org.lucenediskann.benchmarks.table.TextTable;

/** A line for each filter and share, the ways beside each other; a chart for each filter. */
public final class FilterReport implements Report {
  private final List<FilterRecord> records;
  private final List<List<FilterRecord>> points = new ArrayList<>(); // point → way

  public FilterReport(List<FilterRecord> records) {
    this.records = records;
    FilterRecord first = records.getFirst();
    for (FilterRecord record : records) {
      if (record.format().equals(first.format())) {
        points.add(new ArrayList<>());
      }
      points.getLast().add(record);
    }
  }

  private FilterRecord any() {
    return records.getFirst();
  }

  @Override
  public List<FilterRecord> records() {
    return records;
  }

  @Override
  public String heading() {
    return String.format(
        Locale.ROOT,
        "%s: %,d x %d, %s, %d segment%s; at recall@%d = %.2f; HNSW filtered below %d %%",
        any().data(),
        any().n(),
        any().dim(),
        any().metric(),
        any().segments(),
        any().segments() == 1 ? "" : "s",
        any().k(),
        any().recallWanted(),
        any().hnswThreshold());
  }

  @Override
  public Map<String, LineChart> charts() {
    Map<String, LineChart> charts = new LinkedHashMap<>();
    points.stream()
        .map(point -> point.getFirst().filter())
        .distinct()
        .forEach(filter -> charts.put("filter-" + filter.replace(':', '-'), chart(filter)));
    return charts;
  }

  private LineChart chart(String filter) {
    List<List<FilterRecord>> shares =
        points.stream().filter(point -> point.getFirst().filter().equals(filter)).toList();
    List<Series> lines =
        IntStream.range(0, points.getFirst().size())
            .mapToObj(way -> shares.stream().map(point -> point.get(way)).toList())
            .map(FilterReport::line)
            .filter(line -> line.xs().length > 0)
            .toList();
    return new LineChart(
        "Time of a query, filter " + filter,
        new ChartAxis("accepted, % (logarithmic)", Kind.LOGARITHMIC),
        new ChartAxis("µs at equal recall (logarithmic)", Kind.LOGARITHMIC),
        lines);
  }

  private static Series line(List<FilterRecord> way) {
    return Series.of(
        way.getFirst().format(),
        way.stream().filter(record -> record.atRecall() != null).toList(),
        record -> 100 * record.share(),
        FilterReport::us);
  }

  @Override
  public List<Table> tables() {
    return List.of(table());
  }

  private Table table() {
    TextTable<List<FilterRecord>> table =
        new TextTable<List<FilterRecord>>()
            .text("filter", point -> point.getFirst().filter())
            .figure("accepted %", "%.1f", point -> 100 * point.getFirst().share());
    List<FilterRecord> ways = points.getFirst();
    for (int i = 0; i < ways.size(); i++) {
      int way = i;
      table
          .figure(ways.get(way).format() + " us", "%,.0f", point -> us(point.get(way)))
          .figure("visited", "%,.0f", point -> visited(point.get(way)))
          .figure("recall", "%.4f", point -> point.get(way).curve().getLast().recall());
    }
    return table.figure("x of the fastest other", "%.2f", FilterReport::ofFastestOther).of(points);
  }

  private static Double us(FilterRecord record) {
    return record.atRecall() == null ? null : record.atRecall().meanUs();
  }

  private static Double visited(FilterRecord record) {
    return record.atRecall() == null ? null : record.atRecall().visited();
  }

  /** Of the first way; comparing everything always reaches the recall. */
  private static Double ofFastestOther(List<FilterRecord> point) {
    Double first = us(point.getFirst());
    double fastest =
        point.stream()
            .skip(1)
            .map(FilterReport::us)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .min()
            .orElseThrow();
    return first == null ? null : first / fastest;
  }
}

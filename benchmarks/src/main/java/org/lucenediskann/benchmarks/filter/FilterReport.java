package org.lucenediskann.benchmarks.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.lucenediskann.benchmarks.table.TextTable;

/** Records as text: a line for each filter and share, the ways beside each other. */
final class FilterReport {
  private final List<List<FilterRecord>> points = new ArrayList<>(); // point → way

  FilterReport(List<FilterRecord> records) {
    FilterRecord first = records.getFirst();
    for (FilterRecord record : records) {
      if (record.format().equals(first.format())) {
        points.add(new ArrayList<>());
      }
      points.getLast().add(record);
    }
  }

  /** The table. */
  String text() {
    return heading() + table();
  }

  private String heading() {
    FilterRecord any = points.getFirst().getFirst();
    return String.format(
        Locale.ROOT,
        "%n%s: %,d x %d, %s, %d segment%s; at recall@%d = %.2f; HNSW filtered below %d %%; %s, %s,"
            + " Lucene %s%n",
        any.data(),
        any.n(),
        any.dim(),
        any.metric(),
        any.segments(),
        any.segments() == 1 ? "" : "s",
        any.k(),
        any.recallWanted(),
        any.hnswThreshold(),
        any.environment().cpu(),
        any.environment().jdk(),
        any.environment().lucene());
  }

  private String table() {
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

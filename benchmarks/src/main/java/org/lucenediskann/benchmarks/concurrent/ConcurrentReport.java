package org.lucenediskann.benchmarks.concurrent;

import java.util.List;
import java.util.Locale;
import org.lucenediskann.benchmarks.report.Report;
import org.lucenediskann.benchmarks.table.Table;
import org.lucenediskann.benchmarks.table.TextTable;

/** A line for each format and number of threads, and one for searches during a merge. */
public record ConcurrentReport(List<ConcurrentRecord> records) implements Report {
  @Override
  public String heading() {
    ConcurrentRecord any = records.getFirst();
    return String.format(
        Locale.ROOT,
        "%s: %,d x %d in %d segments, list size %d",
        any.data(),
        any.n(),
        any.dim(),
        any.segments(),
        any.listSize());
  }

  @Override
  public List<Table> tables() {
    return List.of(
        new TextTable<ConcurrentRecord>()
            .text("format", ConcurrentRecord::format)
            .figure("threads", "%d", ConcurrentRecord::searchThreads)
            .text("meanwhile", record -> record.merging() ? "merge" : "")
            .figure("s", "%.1f", ConcurrentRecord::seconds)
            .figure("queries/s", "%,.0f", ConcurrentRecord::qps)
            .figure("least", "%,.0f", ConcurrentRecord::qpsLeast)
            .figure("most", "%,.0f", ConcurrentRecord::qpsMost)
            .figure("x of its first line", "%.2f", this::ofFirst)
            .figure("p50 us", "%,.0f", ConcurrentRecord::p50Us)
            .figure("p99 us", "%,.0f", ConcurrentRecord::p99Us)
            .of(records));
  }

  private double ofFirst(ConcurrentRecord record) {
    return records.stream()
        .filter(first -> first.format().equals(record.format()))
        .mapToDouble(first -> record.qps() / first.qps())
        .findFirst()
        .orElseThrow();
  }
}

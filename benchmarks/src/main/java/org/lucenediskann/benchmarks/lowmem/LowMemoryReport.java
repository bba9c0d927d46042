package org.lucenediskann.benchmarks.lowmem;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lucenediskann.benchmarks.lowmem.LowMemoryRecord.Pass;
import org.lucenediskann.benchmarks.table.TextTable;

/** Records as text. */
final class LowMemoryReport {
  private LowMemoryReport() {}

  /** A heading and the table. */
  static String text(List<LowMemoryRecord> records) {
    LowMemoryRecord any = records.getFirst();
    String heading =
        String.format(
            Locale.ROOT,
            "%n%s: %,d x %d = %,.1f MB; %s, %s, Lucene %s%n",
            any.data(),
            any.n(),
            any.dim(),
            4e-6 * any.n() * any.dim(),
            any.environment().cpu(),
            any.environment().jdk(),
            any.environment().lucene());
    return heading + table(records);
  }

  private static String table(List<LowMemoryRecord> records) {
    TextTable<LowMemoryRecord> table =
        new TextTable<LowMemoryRecord>()
            .text("format", LowMemoryRecord::format)
            .figure("cache MB", "%.1f", r -> r.memoryBytes() == null ? null : r.memoryBytes() / 1e6)
            .figure("list size", "%d", LowMemoryRecord::listSize)
            .figure("recall@" + records.getFirst().k(), "%.4f", LowMemoryRecord::recall);
    addPass(table, "cold", LowMemoryRecord::cold);
    addPass(table, "warm", LowMemoryRecord::warm);
    return table
        .figure("resident B/vector", "%,.0f", r -> r.warm().residentBytesPerVector(r.n()))
        .text("resident MB", r -> resident(r.warm()))
        .of(records);
  }

  private static void addPass(
      TextTable<LowMemoryRecord> table, String name, Function<LowMemoryRecord, Pass> pass) {
    table
        .figure(name + " queries/s", "%,.0f", r -> pass.apply(r).qps())
        .figure("p50 us", "%,.0f", r -> pass.apply(r).p50Us())
        .figure("p99 us", "%,.0f", r -> pass.apply(r).p99Us())
        .figure("KB read", "%,.1f", r -> pass.apply(r).readBytes() / 1e3)
        .figure("major faults", "%,.1f", r -> pass.apply(r).majorFaults());
  }

  private static String resident(Pass pass) {
    return pass.residentBytes().entrySet().stream()
        .filter(entry -> entry.getValue() >= 50_000)
        .map(entry -> String.format(Locale.ROOT, "%s %.1f", entry.getKey(), entry.getValue() / 1e6))
        .collect(Collectors.joining(", "));
  }
}

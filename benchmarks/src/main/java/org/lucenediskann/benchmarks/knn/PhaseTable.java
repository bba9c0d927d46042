package org.lucenediskann.benchmarks.knn;

import java.util.ArrayList;
import java.util.List;
import org.lucenediskann.benchmarks.table.Table;
import org.lucenediskann.benchmarks.table.TextTable;

/** What phases the flushes consist of, of every format that says so, and what is none of them. */
final class PhaseTable {

  /**
   * A phase of all flushes of a format.
   *
   * @param share of all phases; null of what is none
   */
  private record Row(KnnRecord record, String phase, double ms, Double share) {
    double usPerVector() {
      return ms * 1e3 / record.n();
    }
  }

  private PhaseTable() {}

  static Table of(List<KnnRecord> records) {
    return new TextTable<Row>()
        .text("format", row -> row.record().format())
        .text("phase", Row::phase)
        .figure("ms", "%,.1f", Row::ms)
        .figure("us a vector", "%,.2f", Row::usPerVector)
        .figure("share of phases", "%.3f", Row::share)
        .of(records.stream().flatMap(record -> rows(record).stream()).toList());
  }

  private static List<Row> rows(KnnRecord record) {
    List<Row> rows = new ArrayList<>();
    double sum = record.phaseMs().values().stream().mapToDouble(Double::doubleValue).sum();
    record.phaseMs().forEach((phase, ms) -> rows.add(new Row(record, phase, ms, ms / sum)));
    if (!rows.isEmpty()) {
      rows.add(new Row(record, "rest of elapsed time", record.indexWallS() * 1e3 - sum, null));
    }
    return rows;
  }
}

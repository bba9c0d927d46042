package org.lucenediskann.benchmarks.knn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.lucenediskann.benchmarks.search.CurvePoint;
import org.lucenediskann.benchmarks.search.EqualVisited;
import org.lucenediskann.benchmarks.table.TextTable;

/** Records as text: a table of build costs and a table of curves, compared with a baseline. */
final class KnnReport {
  private final List<KnnRecord> records;
  private final KnnRecord baseline;

  KnnReport(List<KnnRecord> records) {
    this.records = records;
    this.baseline = KnnRecord.baseline(records);
  }

  /** Both tables. */
  String text() {
    return heading() + buildTable() + "\n" + curveTable();
  }

  private String heading() {
    KnnRecord any = records.getFirst();
    return String.format(
        Locale.ROOT,
        "%n%s: %,d x %d, %s, order %s, %d thread%s; %s, %s, Lucene %s%n",
        any.data(),
        any.n(),
        any.dim(),
        any.metric(),
        any.order(),
        any.threads(),
        any.threads() == 1 ? "" : "s",
        any.environment().cpu(),
        any.environment().jdk(),
        any.environment().lucene());
  }

  private String buildTable() {
    return new TextTable<KnnRecord>()
        .text("format", KnnRecord::format)
        .figure("flushed", "%d", KnnRecord::segmentsFlushed)
        .figure("segments", "%d", KnnRecord::segments)
        .figure("index CPU s", "%,.2f", KnnRecord::indexCpuS)
        .figure("wall s", "%,.2f", KnnRecord::indexWallS)
        .figure("merge CPU s", "%,.2f", KnnRecord::mergeCpuS)
        .figure("wall s", "%,.2f", KnnRecord::mergeWallS)
        .figure("total CPU s", "%,.2f", KnnRecord::totalCpuS)
        .figure("x of " + baseline.format(), "%.3f", r -> r.totalCpuS() / baseline.totalCpuS())
        .figure("index MB", "%.1f", r -> r.indexBytes() / 1e6)
        .of(records);
  }

  private record Row(KnnRecord record, CurvePoint point) {}

  private String curveTable() {
    List<Row> rows = new ArrayList<>();
    for (KnnRecord record : records) {
      record.curve().forEach(point -> rows.add(new Row(record, point)));
    }
    return new TextTable<Row>()
        .text("format", row -> row.record().format())
        .figure("list size", "%d", row -> row.point().listSize())
        .figure("recall@" + baseline.k(), "%.4f", row -> row.point().recall())
        .figure("visited", "%,.0f", row -> row.point().visited())
        .figure("vs " + baseline.format() + " at equal visited", "%+.4f", this::recallDifference)
        .figure("p50 us", "%,.0f", row -> row.point().p50Us())
        .figure("p99 us", "%,.0f", row -> row.point().p99Us())
        .figure("queries/s", "%,.0f", row -> row.point().qps())
        .of(rows);
  }

  /** Null of the baseline itself and beyond its ends. */
  private Double recallDifference(Row row) {
    if (row.record().equals(baseline)) {
      return null;
    }
    OptionalDouble other = EqualVisited.recallAt(baseline.curve(), row.point().visited());
    return other.isEmpty() ? null : row.point().recall() - other.getAsDouble();
  }
}

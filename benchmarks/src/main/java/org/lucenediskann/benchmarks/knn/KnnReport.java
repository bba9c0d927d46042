package org.lucenediskann.benchmarks.knn;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Records as text: a table of build costs and a table of curves, compared with a baseline. */
final class KnnReport {
  private final List<KnnRecord> records;
  private final KnnRecord baseline; // the first HNSW, or the first of all

  KnnReport(List<KnnRecord> records) {
    this.records = records;
    this.baseline =
        records.stream()
            .filter(record -> record.format().startsWith("hnsw:"))
            .findFirst()
            .orElse(records.getFirst());
  }

  /** Both tables. */
  String text() {
    return heading() + buildTable() + "\n\n" + curveTable() + "\n";
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
    return AsciiTable.builder()
        .border(AsciiTable.NO_BORDERS)
        .data(
            records,
            List.of(
                left("format").with(KnnRecord::format),
                right("flushed").with(r -> String.valueOf(r.segmentsFlushed())),
                right("segments").with(r -> String.valueOf(r.segments())),
                right("index CPU s").with(r -> seconds(r.indexCpuS())),
                right("wall s").with(r -> seconds(r.indexWallS())),
                right("merge CPU s").with(r -> seconds(r.mergeCpuS())),
                right("wall s").with(r -> seconds(r.mergeWallS())),
                right("total CPU s").with(r -> seconds(r.totalCpuS())),
                right("x of " + baseline.format()).with(this::costRatio),
                right("index MB").with(r -> number("%.1f", r.indexBytes() / 1e6))))
        .asString();
  }

  private String costRatio(KnnRecord record) {
    return number("%.3f", record.totalCpuS() / baseline.totalCpuS());
  }

  private record Row(KnnRecord record, CurvePoint point) {}

  private String curveTable() {
    List<Row> rows = new ArrayList<>();
    for (KnnRecord record : records) {
      record.curve().forEach(point -> rows.add(new Row(record, point)));
    }
    return AsciiTable.builder()
        .border(AsciiTable.NO_BORDERS)
        .data(
            rows,
            List.of(
                left("format").with(row -> row.record().format()),
                right("list size").with(row -> String.valueOf(row.point().listSize())),
                right("recall@" + baseline.k()).with(row -> number("%.4f", row.point().recall())),
                right("visited").with(row -> number("%,.0f", row.point().visited())),
                right("vs " + baseline.format() + " at equal visited").with(this::recallDifference),
                right("p50 us").with(row -> number("%,.0f", row.point().p50Us())),
                right("p99 us").with(row -> number("%,.0f", row.point().p99Us())),
                right("queries/s").with(row -> number("%,.0f", row.point().qps()))))
        .asString();
  }

  private String recallDifference(Row row) {
    if (row.record().equals(baseline)) {
      return "";
    }
    OptionalDouble other = EqualVisited.recallAt(baseline.curve(), row.point().visited());
    return other.isEmpty() ? "-" : number("%+.4f", row.point().recall() - other.getAsDouble());
  }

  private static Column left(String header) {
    return new Column()
        .header(header)
        .headerAlign(HorizontalAlign.LEFT)
        .dataAlign(HorizontalAlign.LEFT);
  }

  private static Column right(String header) {
    return new Column()
        .header(header)
        .headerAlign(HorizontalAlign.RIGHT)
        .dataAlign(HorizontalAlign.RIGHT);
  }

  private static String seconds(double seconds) {
    return number("%,.2f", seconds);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}

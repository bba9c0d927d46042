package org.lucenediskann.benchmarks.demo;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.lucenediskann.benchmarks.index.IngestWindow;
import org.lucenediskann.benchmarks.knn.KnnRecord;
import org.lucenediskann.benchmarks.search.CurvePoint;

/** Records side by side: a line per figure, a column per format, the ratio of the first to HNSW. */
final class DemoTable {
  private static final int MAX_WINDOW_LINES = 10;

  /** A line: what, one value per record, and the ratio. */
  private record Line(String what, List<String> values, String ratio) {}

  private final List<KnnRecord> records;
  private final KnnRecord ours;
  private final KnnRecord baseline;
  private final List<Line> lines = new ArrayList<>();

  DemoTable(List<KnnRecord> records) {
    this.records = records;
    this.ours = records.getFirst();
    this.baseline = KnnRecord.baseline(records);
  }

  /** The table, ready to print. */
  String text() {
    addIngest();
    addCost();
    addSearch();
    return String.format(
        Locale.ROOT,
        "%n%s%n%n",
        AsciiTable.builder().border(AsciiTable.NO_BORDERS).data(lines, columns()).asString());
  }

  private List<ColumnData<Line>> columns() {
    List<ColumnData<Line>> columns = new ArrayList<>();
    columns.add(column("").dataAlign(HorizontalAlign.LEFT).with(Line::what));
    for (int i = 0; i < records.size(); i++) {
      int index = i;
      columns.add(column(records.get(i).format()).with(line -> line.values().get(index)));
    }
    columns.add(column(ours.format() + " / " + baseline.format()).with(Line::ratio));
    return columns;
  }

  private static Column column(String header) {
    return new Column()
        .header(header)
        .headerAlign(HorizontalAlign.RIGHT)
        .dataAlign(HorizontalAlign.RIGHT)
        .maxWidth(Integer.MAX_VALUE);
  }

  private void addIngest() {
    List<IngestWindow> windows = ours.windows();
    int step = Math.ceilDiv(windows.size(), MAX_WINDOW_LINES);
    for (int i = 0; i < windows.size(); i += step) {
      int window = i;
      String what = String.format(Locale.ROOT, "docs/s up to %,d docs", windows.get(i).docs());
      add(what, "%,.0f", record -> record.windows().get(window).docsPerSecond());
    }
    add("docs/s, slowest window", "%,.0f", DemoTable::slowest);
    add("longest pause (flush), s", "%.2f", KnnRecord::longestPauseS);
  }

  private static double slowest(KnnRecord record) {
    return record.windows().stream().mapToDouble(IngestWindow::docsPerSecond).min().orElseThrow();
  }

  private void addCost() {
    add("add + flush, CPU s", "%.2f", KnnRecord::indexCpuS);
    add("force merge, CPU s", "%.2f", KnnRecord::mergeCpuS);
    add("total CPU s", "%.2f", KnnRecord::totalCpuS);
    add("index, MB", "%.1f", record -> record.indexBytes() / 1e6);
  }

  private void addSearch() {
    for (int i = 0; i < ours.curve().size(); i += 2) { // the rest is in the pictures
      int point = i;
      String list = "list " + ours.curve().get(i).listSize() + ": ";
      addPoint(list + "recall@" + ours.k(), "%.4f", point, CurvePoint::recall);
      addPoint(list + "visited", "%,.0f", point, CurvePoint::visited);
      addPoint(list + "p50 us", "%,.0f", point, CurvePoint::p50Us);
      addPoint(list + "p99 us", "%,.0f", point, CurvePoint::p99Us);
    }
  }

  private void addPoint(
      String what, String format, int point, ToDoubleFunction<CurvePoint> figure) {
    add(what, format, record -> figure.applyAsDouble(record.curve().get(point)));
  }

  private void add(String what, String format, ToDoubleFunction<KnnRecord> figure) {
    List<String> values =
        records.stream()
            .map(r -> String.format(Locale.ROOT, format, figure.applyAsDouble(r)))
            .toList();
    double ratio = figure.applyAsDouble(ours) / figure.applyAsDouble(baseline);
    lines.add(new Line(what, values, String.format(Locale.ROOT, "%.2f", ratio)));
  }
}

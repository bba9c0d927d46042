package org.lucenediskann.benchmarks.merge;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.lucenediskann.benchmarks.search.CurvePoint;
import org.lucenediskann.benchmarks.search.EqualVisited;
import org.lucenediskann.benchmarks.table.TextTable;

/** Records as text: costs with their ratios, and the curves of merged and rebuilt graphs. */
final class MergeReport {
  private static final int MAX_SEGMENTS_SHOWN = 6;

  /** A point of the merged or of the rebuilt graph. */
  private record Row(MergeRecord record, String graph, CurvePoint point) {}

  private final List<MergeRecord> records;
  private final MergeRecord baseline;

  MergeReport(List<MergeRecord> records) {
    this.records = records;
    this.baseline =
        records.stream()
            .filter(record -> record.format().startsWith("hnsw:"))
            .findFirst()
            .orElse(records.getLast());
  }

  /** Both tables. */
  String text() {
    MergeRecord any = records.getFirst();
    return String.format(
        Locale.ROOT,
        "%n%s: %,d x %d, %s, order %s, segments %s, %,d deleted; %s, JDK %s, Lucene %s%n%s%n%s",
        any.data(),
        any.n(),
        any.dim(),
        any.metric(),
        any.order(),
        segments(any.segments()),
        any.deleted(),
        any.environment().cpu(),
        any.environment().jdk(),
        any.environment().lucene(),
        costTable(),
        curveTable());
  }

  private static String segments(List<Integer> sizes) {
    return sizes.size() <= MAX_SEGMENTS_SHOWN
        ? sizes.toString()
        : sizes.size()
            + " of "
            + sizes.stream().min(Integer::compare).orElseThrow()
            + " to "
            + sizes.stream().max(Integer::compare).orElseThrow();
  }

  private String costTable() {
    return new TextTable<MergeRecord>()
        .text("format", MergeRecord::format)
        .figure("build CPU s", "%,.2f", MergeRecord::buildCpuS)
        .figure("merge CPU s", "%,.2f", MergeRecord::mergeCpuS)
        .figure("least", "%,.2f", record -> record.mergeCpuRangeS().getFirst())
        .figure("most", "%,.2f", record -> record.mergeCpuRangeS().getLast())
        .figure("wall s", "%,.2f", MergeRecord::mergeWallS)
        .figure("x of " + baseline.format(), "%.3f", r -> r.mergeCpuS() / baseline.mergeCpuS())
        .figure("rebuild CPU s", "%,.2f", MergeRecord::rebuildCpuS)
        .figure("merge x of rebuild", "%.3f", MergeReport::ofRebuild)
        .figure("recall less rebuild's, worst", "%+.4f", least(MergeReport::againstRebuild))
        .figure("best", "%+.4f", most(MergeReport::againstRebuild))
        .figure("less " + baseline.format() + "'s, worst", "%+.4f", least(this::againstBaseline))
        .figure("best", "%+.4f", most(this::againstBaseline))
        .figure("unreachable", "%,d", record -> record.mergedGraph().unreachable())
        .of(records);
  }

  private static Double ofRebuild(MergeRecord record) {
    return record.rebuildCpuS() == null ? null : record.mergeCpuS() / record.rebuildCpuS();
  }

  private static DoubleSummaryStatistics againstRebuild(MergeRecord record) {
    return record.rebuilt() == null
        ? new DoubleSummaryStatistics()
        : EqualVisited.differences(record.merged(), record.rebuilt());
  }

  private DoubleSummaryStatistics againstBaseline(MergeRecord record) {
    return record.equals(baseline)
        ? new DoubleSummaryStatistics()
        : EqualVisited.differences(record.merged(), baseline.merged());
  }

  private static Function<MergeRecord, Number> least(
      Function<MergeRecord, DoubleSummaryStatistics> differences) {
    return record -> {
      DoubleSummaryStatistics found = differences.apply(record);
      return found.getCount() == 0 ? null : found.getMin();
    };
  }

  private static Function<MergeRecord, Number> most(
      Function<MergeRecord, DoubleSummaryStatistics> differences) {
    return record -> {
      DoubleSummaryStatistics found = differences.apply(record);
      return found.getCount() == 0 ? null : found.getMax();
    };
  }

  private String curveTable() {
    List<Row> rows = new ArrayList<>();
    for (MergeRecord record : records) {
      record.merged().forEach(point -> rows.add(new Row(record, "merged", point)));
      if (record.rebuilt() != null) {
        record.rebuilt().forEach(point -> rows.add(new Row(record, "rebuilt", point)));
      }
    }
    return new TextTable<Row>()
        .text("format", row -> row.record().format())
        .text("graph", Row::graph)
        .figure("list size", "%d", row -> row.point().listSize())
        .figure("recall@" + baseline.k(), "%.4f", row -> row.point().recall())
        .figure("visited", "%,.0f", row -> row.point().visited())
        .figure("p50 us", "%,.0f", row -> row.point().p50Us())
        .figure("p99 us", "%,.0f", row -> row.point().p99Us())
        .of(rows);
  }
}

package org.lucenediskann.benchmarks.robust;

import java.util.List;
import java.util.Locale;
import org.lucenediskann.benchmarks.report.Report;
import org.lucenediskann.benchmarks.search.CurvePoint;
import org.lucenediskann.benchmarks.table.Table;
import org.lucenediskann.benchmarks.table.TextTable;

/** A line for each situation and format; recall and visited vectors by list size. */
public record RobustReport(List<RobustRecord> records) implements Report {
  @Override
  public String heading() {
    return String.format(
        Locale.ROOT, "%,d made-up vectors in each situation", records.getFirst().n());
  }

  @Override
  public List<Table> tables() {
    TextTable<RobustRecord> table =
        new TextTable<RobustRecord>()
            .text("situation", RobustRecord::situation)
            .text("format", RobustRecord::format);
    List<CurvePoint> curve = records.getFirst().curve();
    for (int i = 0; i < curve.size(); i++) {
      int at = i;
      table
          .figure("list " + curve.get(i).listSize(), "%.4f", r -> r.curve().get(at).recall())
          .figure("visited", "%,.0f", r -> r.curve().get(at).visited());
    }
    return List.of(table.of(records));
  }
}

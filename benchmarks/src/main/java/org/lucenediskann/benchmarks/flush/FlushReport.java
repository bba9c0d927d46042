package org.lucenediskann.benchmarks.flush;

import java.util.List;
import java.util.Locale;
import org.lucenediskann.benchmarks.graph.GraphHealth;
import org.lucenediskann.benchmarks.table.TextTable;

/** Records as a table of times and a table of what came out. */
final class FlushReport {
  private final List<FlushRecord> records;

  FlushReport(List<FlushRecord> records) {
    this.records = records;
  }

  /** Both tables. */
  String text() {
    FlushRecord any = records.getFirst();
    return String.format(
        Locale.ROOT,
        "%n%s: %,d x %d, list size %d; %s, JDK %s, Lucene %s%n%s%n%s",
        any.data(),
        any.n(),
        any.dim(),
        any.listSize(),
        any.environment().cpu(),
        any.environment().jdk(),
        any.environment().lucene(),
        timeTable(),
        qualityTable());
  }

  private static TextTable<FlushRecord> runs() {
    return new TextTable<FlushRecord>()
        .figure("buffer", "%,d", FlushRecord::buffer)
        .text("format", FlushRecord::format);
  }

  private String timeTable() {
    return runs()
        .figure("flushes", "%,d", record -> record.flushes().size())
        .figure("flush p50 ms", "%,.2f", FlushRecord::flushP50Ms)
        .figure("max ms", "%,.2f", FlushRecord::flushMaxMs)
        .figure("add + flush p50 ms", "%,.2f", FlushRecord::cycleP50Ms)
        .figure("max ms", "%,.2f", FlushRecord::cycleMaxMs)
        .figure("docs/s", "%,.0f", record -> record.n() / record.indexWallS())
        .figure("CPU us/doc", "%,.1f", record -> record.indexCpuS() / record.n() * 1e6)
        .figure("merge CPU us/doc", "%,.1f", record -> record.mergeCpuS() / record.n() * 1e6)
        .of(records);
  }

  private String qualityTable() {
    return runs()
        .figure("after flush: segments", "%,d", record -> record.afterFlush().segments())
        .figure("recall", "%.4f", record -> record.afterFlush().recall())
        .figure("visited", "%,.0f", record -> record.afterFlush().visited())
        .figure("degree", "%.1f", record -> degree(record.flushedGraphs()))
        .figure("reachable", "%.5f", record -> record.flushedGraphs().reachability())
        .figure("after merge: recall", "%.4f", record -> record.afterMerge().recall())
        .figure("visited", "%,.0f", record -> record.afterMerge().visited())
        .figure("degree", "%.1f", record -> degree(record.mergedGraph()))
        .figure("reachable", "%.5f", record -> record.mergedGraph().reachability())
        .of(records);
  }

  /** Mean out-degree; null if no segment has a graph. */
  private static Double degree(GraphHealth health) {
    return health.nodes() == 0 ? null : (double) health.edges() / health.nodes();
  }
}

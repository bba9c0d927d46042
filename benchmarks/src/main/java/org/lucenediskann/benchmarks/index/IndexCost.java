package org.lucenediskann.benchmarks.index;

import java.util.List;
import java.util.Map;
import org.lucenediskann.benchmarks.measure.Cost;

/**
 * What an index took to make.
 *
 * @param index adding documents and flushing them
 * @param merge the force merge
 * @param segmentsFlushed segments before the force merge
 * @param windows ingest rate over the index phase
 * @param longestPauseSeconds the longest that an adding thread was kept waiting, as a rule a flush
 * @param bytesByExtension bytes in the finished index, by file name extension
 */
public record IndexCost(
    Cost index,
    Cost merge,
    int segmentsFlushed,
    List<IngestWindow> windows,
    double longestPauseSeconds,
    Map<String, Long> bytesByExtension) {

  /** Bytes of the whole index. */
  public long bytes() {
    return bytesByExtension.values().stream().mapToLong(Long::longValue).sum();
  }

  /** CPU seconds of indexing and merging. */
  public double totalCpuSeconds() {
    return index.cpuSeconds() + merge.cpuSeconds();
  }
}

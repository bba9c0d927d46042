package org.lucenediskann.benchmarks.index;

import java.util.Map;
import org.lucenediskann.benchmarks.measure.Cost;

/**
 * What an index took to make.
 *
 * @param index adding documents and flushing them
 * @param merge the force merge
 * @param segmentsFlushed segments before the force merge
 * @param bytesByExtension bytes in the finished index, by file name extension
 */
public record IndexCost(
    Cost index, Cost merge, int segmentsFlushed, Map<String, Long> bytesByExtension) {

  /** Bytes of the whole index. */
  public long bytes() {
    return bytesByExtension.values().stream().mapToLong(Long::longValue).sum();
  }

  /** CPU seconds of indexing and merging. */
  public double totalCpuSeconds() {
    return index.cpuSeconds() + merge.cpuSeconds();
  }
}

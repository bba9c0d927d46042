package org.lucenediskann.benchmarks.peer;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;

/** Lines that a {@link PeerProgram} writes. CPU is without that of the JIT compiler. */
public sealed interface Reply {
  /**
   * The first line: warmed up and waiting.
   *
   * @param library name and version
   * @param parameters every build parameter
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Ready(String library, Map<String, Object> parameters) implements Reply {}

  /**
   * An index was made.
   *
   * @param indexCpuS making the parts
   * @param indexWallS elapsed seconds of the same
   * @param mergeCpuS making one of them
   * @param mergeWallS elapsed seconds of the same
   * @param heapPeakMb the most that a garbage collection left on the heap; null without any
   * @param writtenBytes bytes written, files included that are gone; null where nobody tells
   * @param indexBytes bytes of the files that are left
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Built(
      double indexCpuS,
      double indexWallS,
      double mergeCpuS,
      double mergeWallS,
      Double heapPeakMb,
      Long writtenBytes,
      long indexBytes)
      implements Reply {}

  /**
   * All queries were run, one after the other.
   *
   * @param rows found, for every query
   * @param visited mean number of vectors, or codes of them, compared with a query
   * @param cpuUs CPU time of a query in µs
   * @param p50Us median latency in µs
   * @param p99Us 99th percentile in µs
   * @param qps queries per second
   * @param residentBytes bytes of the index in memory; null where nobody tells
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Found(
      int[][] rows,
      double visited,
      double cpuUs,
      double p50Us,
      double p99Us,
      double qps,
      Long residentBytes)
      implements Reply {}
}

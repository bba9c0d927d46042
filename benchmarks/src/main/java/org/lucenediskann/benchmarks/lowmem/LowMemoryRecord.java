package org.lucenediskann.benchmarks.lowmem;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.measure.Measured;
import org.lucenediskann.benchmarks.search.ReadAhead;

/**
 * One format within one limit at one list size, as written to the JSON file (names in snake case).
 *
 * @param format the spec as given
 * @param parameters every build parameter
 * @param data name of the data set
 * @param n documents
 * @param dim dimensions
 * @param k of recall@k
 * @param memoryShare page cache allowed, of the raw vectors' bytes; null = not limited
 * @param memoryBytes the same in bytes; null = not limited
 * @param readAhead what the system was told of random reads
 * @param listSize places of the list
 * @param recall mean recall@k, 0..1
 * @param cold the first pass, none of the index in memory
 * @param warm the last of several passes after it
 * @param indexBytesByExtension size of the index files
 * @param environment where this was measured
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record LowMemoryRecord(
    String format,
    Map<String, Object> parameters,
    String data,
    int n,
    int dim,
    int k,
    Double memoryShare,
    Long memoryBytes,
    ReadAhead readAhead,
    int listSize,
    double recall,
    Pass cold,
    Pass warm,
    Map<String, Long> indexBytesByExtension,
    Environment environment)
    implements Measured {

  /**
   * All queries once.
   *
   * @param qps queries per second on one thread
   * @param p50Us median latency in µs
   * @param p99Us 99th percentile in µs
   * @param readBytes mean bytes a query had read from the disk
   * @param majorFaults mean number of pages a query waited for
   * @param residentBytes of mapped index files in memory afterwards, by extension
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Pass(
      double qps,
      double p50Us,
      double p99Us,
      double readBytes,
      double majorFaults,
      Map<String, Long> residentBytes) {

    /** Bytes of the index in memory for each of {@code n} vectors. */
    double residentBytesPerVector(int n) {
      return residentBytes.values().stream().mapToLong(Long::longValue).sum() / (double) n;
    }
  }
}

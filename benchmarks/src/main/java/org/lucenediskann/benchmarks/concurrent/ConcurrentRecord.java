package org.lucenediskann.benchmarks.concurrent;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.measure.Measured;
import org.lucenediskann.benchmarks.measure.Spread;

/**
 * One format searched by so many threads, as written to the JSON file (names in snake case).
 *
 * @param format the spec as given
 * @param parameters every build parameter
 * @param data name of the data set
 * @param n documents
 * @param dim dimensions
 * @param segments of the reader that all threads share
 * @param k hits wanted
 * @param listSize candidates asked of every segment
 * @param searchThreads threads that search
 * @param merging whether all segments were merged into one meanwhile; then it ends with the merge
 * @param seconds how long this was
 * @param qps queries per second of all threads; the pass of median {@code qps} is shown
 * @param qpsLeast the least of all passes
 * @param qpsMost the most
 * @param p50Us median latency in µs
 * @param p99Us 99th percentile in µs
 * @param environment where this was measured
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ConcurrentRecord(
    String format,
    Map<String, Object> parameters,
    String data,
    int n,
    int dim,
    int segments,
    int k,
    int listSize,
    int searchThreads,
    boolean merging,
    double seconds,
    double qps,
    double qpsLeast,
    double qpsMost,
    double p50Us,
    double p99Us,
    Environment environment)
    implements Measured {

  /** The pass of median queries per second, with the spread of all. */
  static ConcurrentRecord median(List<ConcurrentRecord> passes) {
    Spread spread = Spread.of(passes, ConcurrentRecord::qps);
    return passes.stream()
        .filter(pass -> pass.qps == spread.median())
        .findFirst()
        .orElseThrow()
        .ofSpread(spread);
  }

  private ConcurrentRecord ofSpread(Spread spread) {
    return new ConcurrentRecord(
        format,
        parameters,
        data,
        n,
        dim,
        segments,
        k,
        listSize,
        searchThreads,
        merging,
        seconds,
        qps,
        spread.least(),
        spread.most(),
        p50Us,
        p99Us,
        environment);
  }
}

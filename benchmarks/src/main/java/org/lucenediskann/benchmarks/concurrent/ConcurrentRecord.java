package org.lucenediskann.benchmarks.concurrent;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;
import org.lucenediskann.benchmarks.measure.Environment;

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
 * @param qps queries per second of all threads
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
    double p50Us,
    double p99Us,
    Environment environment) {}

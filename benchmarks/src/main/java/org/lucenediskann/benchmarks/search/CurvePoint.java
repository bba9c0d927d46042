package org.lucenediskann.benchmarks.search;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * Search at one list size.
 *
 * @param listSize candidates asked of every segment
 * @param recall mean recall@k, 0..1
 * @param visited mean number of vectors compared with a query
 * @param p50Us median latency in µs
 * @param p99Us 99th percentile in µs
 * @param qps queries per second on one thread
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record CurvePoint(
    int listSize, double recall, double visited, double p50Us, double p99Us, double qps) {}

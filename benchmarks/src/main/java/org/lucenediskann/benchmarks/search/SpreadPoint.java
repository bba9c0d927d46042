package org.lucenediskann.benchmarks.search;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.lucenediskann.benchmarks.measure.Spread;

/**
 * Search at one list size, in several passes.
 *
 * @param listSize candidates of a search
 * @param recall mean recall@k, 0..1
 * @param visited mean number of vectors, or codes of them, compared with a query; null if nobody
 *     tells
 * @param p50Us median latency in µs
 * @param p99Us 99th percentile in µs
 * @param cpuUs CPU time of a query in µs; null if nobody tells
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record SpreadPoint(
    int listSize, double recall, Double visited, Spread p50Us, Spread p99Us, Spread cpuUs) {}

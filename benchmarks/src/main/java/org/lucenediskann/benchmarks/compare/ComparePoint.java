package org.lucenediskann.benchmarks.compare;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.lucenediskann.benchmarks.measure.Spread;

/**
 * Search of a peer at one list size.
 *
 * @param listSize candidates of a search
 * @param recall mean recall@k, 0..1
 * @param visited mean number of vectors, or codes of them, compared with a query
 * @param p50Us median latency in µs
 * @param p99Us 99th percentile in µs
 * @param cpuUs CPU time of a query in µs
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ComparePoint(
    int listSize, double recall, double visited, Spread p50Us, Spread p99Us, Spread cpuUs) {}

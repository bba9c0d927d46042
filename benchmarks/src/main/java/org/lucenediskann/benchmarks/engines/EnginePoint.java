package org.lucenediskann.benchmarks.engines;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.lucenediskann.benchmarks.measure.Spread;

/**
 * Search of an index at one list size.
 *
 * @param listSize {@code num_candidates} or {@code ef_search}
 * @param recall mean recall@k, 0..1
 * @param visited mean number of vectors, or codes of them, compared with a query; null where the
 *     engine does not tell
 * @param p50Us median latency in µs, as a client sees it
 * @param p99Us 99th percentile of the same
 * @param cpuUs CPU time of the nodes for a query in µs; null if they do not tell
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record EnginePoint(
    int listSize, double recall, Double visited, Spread p50Us, Spread p99Us, Spread cpuUs) {}

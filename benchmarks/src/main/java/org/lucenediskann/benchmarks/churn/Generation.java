package org.lucenediskann.benchmarks.churn;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * An index after some documents were replaced; generation 0 is what was there at first, and its
 * cost that of building it.
 *
 * @param generation number of replacements so far
 * @param live documents in the index
 * @param segments number of segments
 * @param cpuS CPU seconds of the process without its JIT compiler: deleting, adding, merging; Linux
 *     counts in steps of .01
 * @param wallS elapsed seconds of the same
 * @param recall mean recall@k among the live documents
 * @param visited mean number of vectors compared with a query
 * @param p50Us median latency in µs
 * @param indexBytes bytes of all index files
 * @param edges edges of all graphs
 * @param reachability share of graph nodes that a search can get to
 * @param rebuilt the same documents in a fresh index; null where none was made
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Generation(
    int generation,
    int live,
    int segments,
    double cpuS,
    double wallS,
    double recall,
    double visited,
    double p50Us,
    long indexBytes,
    long edges,
    double reachability,
    Generation rebuilt) {
  /** This with a fresh index to compare with. */
  Generation beside(Generation fresh) {
    return new Generation(
        generation,
        live,
        segments,
        cpuS,
        wallS,
        recall,
        visited,
        p50Us,
        indexBytes,
        edges,
        reachability,
        fresh);
  }
}

package org.lucenediskann.benchmarks.ingest;

/**
 * How well an index is searched.
 *
 * @param segments number of segments
 * @param recall mean recall@k, 0..1
 * @param visited mean number of vectors compared with a query
 */
public record SearchQuality(int segments, double recall, double visited) {}

package org.lucenediskann.benchmarks.search;

/**
 * What a search found.
 *
 * @param rows row numbers, best first
 * @param visited vectors compared with the query, in all segments
 */
public record Hits(int[] rows, long visited) {}

package org.lucenediskann.benchmarks.lowmem;

import java.util.Map;

/**
 * What a pass over all queries found and took, as the searching process tells it.
 *
 * @param timesNs of each query
 * @param rows found by each query, best first
 * @param majorFaults pages waited for
 * @param readBytes read from the disk
 * @param residentBytes of mapped index files in memory after the pass, by file name extension
 */
record PassReport(
    long[] timesNs,
    int[][] rows,
    long majorFaults,
    long readBytes,
    Map<String, Long> residentBytes) {}

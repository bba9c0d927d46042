package org.lucenediskann.benchmarks.lowmem;

import java.util.List;
import org.lucenediskann.benchmarks.cli.Share;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.search.ReadAhead;

/**
 * What to compare, and with how much memory.
 *
 * @param formats to measure, in this order
 * @param memory page cache as shares of the raw vectors' bytes; empty = as much as there is
 * @param readAhead what the system is told of random reads
 * @param k of recall@k
 * @param recall to be reached
 * @param listSizes to try in this order until the recall is reached, each at least k
 * @param repeats warm passes
 */
record LowMemorySettings(
    List<FormatSpec> formats,
    List<Share> memory,
    ReadAhead readAhead,
    int k,
    double recall,
    int[] listSizes,
    int repeats) {}

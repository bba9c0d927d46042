package org.lucenediskann.benchmarks.filter;

import java.util.List;
import org.lucenediskann.benchmarks.cli.Share;
import org.lucenediskann.benchmarks.formats.FormatSpec;

/**
 * What to compare, and how often.
 *
 * @param formats to measure, in this order
 * @param k of recall@k
 * @param recall at which formats are compared
 * @param shares of the vectors that filters accept
 * @param listSizes to try in this order until the recall is reached, each at least k
 * @param hnswThreshold percent below which HNSW searches in its filtered way
 * @param segments flushes to make
 * @param repeats search passes per list size
 * @param warmUp vectors indexed per format before anything is counted; 0 to lose no time on this
 */
record FilterSettings(
    List<FormatSpec> formats,
    int k,
    double recall,
    List<Share> shares,
    int[] listSizes,
    int hnswThreshold,
    int segments,
    int repeats,
    int warmUp) {}

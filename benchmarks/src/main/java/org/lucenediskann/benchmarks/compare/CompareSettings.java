package org.lucenediskann.benchmarks.compare;

import java.util.List;

/**
 * What to compare, and how often.
 *
 * @param peers to measure, in this order
 * @param dataArguments options that name the data
 * @param order name of the order of rows
 * @param segments parts to make, and then one of them
 * @param threads that build
 * @param queries to run
 * @param k of recall@k
 * @param listSizes points of the curve, each at least k
 * @param rounds how often every index is made
 * @param repeats counted search passes per list size
 * @param warmUp vectors indexed before anything is counted; 0 to lose no time on this
 */
record CompareSettings(
    List<PeerSpec> peers,
    List<String> dataArguments,
    String order,
    int segments,
    int threads,
    int queries,
    int k,
    int[] listSizes,
    int rounds,
    int repeats,
    int warmUp) {}

package org.lucenediskann.benchmarks.engines;

import java.util.List;

/**
 * What to compare, and how often.
 *
 * @param formats to measure, in this order
 * @param bytes whether vectors are bytes
 * @param shards of an index
 * @param clients threads that send documents
 * @param docsPerRequest documents of a bulk request
 * @param k of recall@k
 * @param listSizes points of the curve, each at least k
 * @param rounds how often every index is made
 * @param repeats counted search passes per list size
 * @param warmUp documents indexed, merged and searched before anything is counted; 0 for none
 */
record EngineSettings(
    List<EngineFormat> formats,
    boolean bytes,
    int shards,
    int clients,
    int docsPerRequest,
    int k,
    int[] listSizes,
    int rounds,
    int repeats,
    int warmUp) {}

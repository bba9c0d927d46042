package org.lucenediskann.benchmarks.ingest;

/**
 * How to ingest.
 *
 * @param buffer documents in a flush
 * @param threads that add documents
 * @param docsPerSecond how fast documents arrive; 0 for as fast as they are taken
 * @param reopenEveryMs time between two reopens of the near-real-time reader
 * @param searchesPerReopen searches between two reopens, evenly spaced
 * @param pendingMerges merges that may be unfinished before adding waits; 0 for Lucene's default
 * @param compoundFiles whether small segments are packed into one file each, Lucene's default
 * @param k neighbors wanted by a search
 * @param listSize candidates asked of every segment
 */
record IngestPlan(
    int buffer,
    int threads,
    int docsPerSecond,
    int reopenEveryMs,
    int searchesPerReopen,
    int pendingMerges,
    boolean compoundFiles,
    int k,
    int listSize) {}

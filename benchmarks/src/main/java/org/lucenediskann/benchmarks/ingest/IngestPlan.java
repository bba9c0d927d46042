package org.lucenediskann.benchmarks.ingest;

/**
 * How to ingest.
 *
 * @param buffer documents in a flush
 * @param threads that add documents
 * @param reopenEveryMs time between two reopens of the near-real-time reader
 * @param k neighbors wanted by a search
 * @param listSize candidates asked of every segment
 */
record IngestPlan(int buffer, int threads, int reopenEveryMs, int k, int listSize) {}

package org.lucenediskann.codec.events;

/**
 * What is known of a merge of graphs.
 *
 * @param reused live nodes whose neighbors the plan makes use of
 * @param dead nodes that do not live on
 * @param estimatedNs what it was expected to take on one thread
 * @param elapsedNs what it took
 * @param heapBytes most heap that it was expected to need
 */
public record MergeFigures(
    int reused, int dead, long estimatedNs, long elapsedNs, long heapBytes) {}

package org.lucenediskann.benchmarks.index;

/**
 * How to index.
 *
 * @param order the rows in the order they are added
 * @param segments into how many flushes
 * @param forceMerge whether all are merged into one at the end
 * @param threads that add documents; a merge may use as many
 * @param bytes whether vectors are stored as bytes rather than floats
 */
public record IndexPlan(int[] order, int segments, boolean forceMerge, int threads, boolean bytes) {

  /** Documents in a flush. */
  int docsPerFlush() {
    return Math.max(2, Math.ceilDiv(order.length, segments));
  }
}

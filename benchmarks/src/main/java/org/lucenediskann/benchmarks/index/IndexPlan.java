package org.lucenediskann.benchmarks.index;

/**
 * How to index.
 *
 * @param order the rows in the order they are added
 * @param docsPerFlush documents in a flush, at least 2
 * @param forceMerge whether all are merged into one at the end
 * @param threads that add documents; a merge may use as many
 * @param bytes whether vectors are stored as bytes rather than floats
 */
public record IndexPlan(
    int[] order, int docsPerFlush, boolean forceMerge, int threads, boolean bytes) {

  /** The same plan for other rows in {@code flushes} flushes. */
  public IndexPlan with(int[] otherOrder, int flushes) {
    int docs = docsPerFlush(otherOrder.length, flushes);
    return new IndexPlan(otherOrder, docs, forceMerge, threads, bytes);
  }

  /** Documents in a flush if {@code count} documents make {@code flushes} flushes. */
  public static int docsPerFlush(int count, int flushes) {
    return Math.max(2, Math.ceilDiv(count, flushes));
  }
}

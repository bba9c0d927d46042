package org.lucenediskann.benchmarks.index;

import org.lucenediskann.benchmarks.data.DataException;

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
    int docs = docsPerFlush(otherOrder.length, Math.min(flushes, otherOrder.length));
    return new IndexPlan(otherOrder, docs, forceMerge, threads, bytes);
  }

  /**
   * Documents in a flush if {@code count} documents make {@code flushes} flushes.
   *
   * @throws DataException if there are not so many documents
   */
  public static int docsPerFlush(int count, int flushes) {
    if (count < flushes) {
      throw DataException.of("%,d segments cannot be made of %,d vectors", flushes, count);
    }
    return Math.max(2, Math.ceilDiv(count, flushes));
  }
}

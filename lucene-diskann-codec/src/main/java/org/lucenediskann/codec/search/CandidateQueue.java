package org.lucenediskann.codec.search;

import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.NumericUtils;

/** Scored nodes still to be expanded, best first; among equal scores the lowest ordinal first. */
final class CandidateQueue {

  private static final int INITIAL_CAPACITY = 128;

  // binary max-heap of (sortable score << 32 | ~ordinal), root at 0
  private long[] heap = new long[INITIAL_CAPACITY];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  void add(int ord, float score) {
    if (size == heap.length) {
      heap = ArrayUtil.grow(heap, 2 * size);
    }
    siftUp(size++, encode(ord, score));
  }

  /** Score of the best candidate. */
  float topScore() {
    return NumericUtils.sortableIntToFloat((int) (heap[0] >> Integer.SIZE));
  }

  /** Removes the best candidate and returns its ordinal. */
  int pop() {
    long top = heap[0];
    long last = heap[--size];
    if (size > 0) {
      siftDown(last);
    }
    return ~(int) top;
  }

  /** The ordinals of the best candidates, at most so many, which stay in the queue. */
  int[] best(int count) {
    int[] ords = new int[Math.min(count, size)];
    float[] scores = new float[ords.length];
    for (int i = 0; i < ords.length; i++) {
      scores[i] = topScore();
      ords[i] = pop();
    }
    for (int i = 0; i < ords.length; i++) {
      add(ords[i], scores[i]);
    }
    return ords;
  }

  private static long encode(int ord, float score) {
    long high = (long) NumericUtils.floatToSortableInt(score) << Integer.SIZE;
    return high | (~ord & 0xFFFFFFFFL);
  }

  private void siftUp(int slot, long value) {
    while (slot > 0) {
      int parent = (slot - 1) >>> 1;
      if (heap[parent] >= value) {
        break;
      }
      heap[slot] = heap[parent];
      slot = parent;
    }
    heap[slot] = value;
  }

  private void siftDown(long value) {
    int slot = 0;
    int child = 1;
    while (child < size) {
      if (child + 1 < size && heap[child + 1] > heap[child]) {
        child++;
      }
      if (heap[child] <= value) {
        break;
      }
      heap[slot] = heap[child];
      slot = child;
      child = 2 * slot + 1;
    }
    heap[slot] = value;
  }
}

package org.lucenediskann.codec.build;

import java.util.Arrays;

/**
 * For each node the nearest distinct nodes offered so far, at most {@code capacity}. What is kept
 * does not depend on the order of the offers. Offers may come from several threads.
 *
 * <p>Offers are appended, duplicates and all; a full row is sorted, and cut down to the nearest.
 */
final class Candidates {

  private static final int CHUNK_BITS = 8;
  private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;

  private final int capacity;
  private final int width; // of a row: capacity and room for offers
  private final long[][] keys; // chunks of 256 × width; also the locks of their nodes
  private final int[] counts; // keys in each row
  private final long[] bounds; // keys not below are too far

  Candidates(int size, int capacity) {
    this.capacity = capacity;
    this.width = capacity + capacity / 2 + 1;
    this.counts = new int[size];
    this.bounds = new long[size];
    Arrays.fill(bounds, Long.MAX_VALUE);
    this.keys = new long[(size + CHUNK_MASK) >>> CHUNK_BITS][];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = new long[Math.min(CHUNK_MASK + 1, size - (i << CHUNK_BITS)) * width];
    }
  }

  /** Distance and node as one number that sorts by distance, then by node. */
  static long key(float distance, int node) {
    return (long) Float.floatToRawIntBits(distance) << 32 | node; // distances are never negative
  }

  static int node(long key) {
    return (int) key;
  }

  static float distance(long key) {
    return Float.intBitsToFloat((int) (key >>> 32));
  }

  /** Offers {@code offered[from, from + count)} to a node. */
  void offer(int node, long[] offered, int from, int count) {
    long[] chunk = keys[node >>> CHUNK_BITS];
    synchronized (chunk) {
      int row = (node & CHUNK_MASK) * width;
      for (int i = from; i < from + count; i++) {
        if (offered[i] < bounds[node]) {
          append(node, chunk, row, offered[i]);
        }
      }
    }
  }

  private void append(int node, long[] chunk, int row, long key) {
    chunk[row + counts[node]++] = key;
    if (counts[node] == width) {
      compact(node, chunk, row);
    }
  }

  /** Sorts a row and keeps the nearest distinct keys. */
  private void compact(int node, long[] chunk, int row) {
    int end = row + counts[node];
    Arrays.sort(chunk, row, end);
    int to = row;
    for (int i = row; i < end && to < row + capacity; i++) {
      if (to == row || chunk[i] != chunk[to - 1]) {
        chunk[to++] = chunk[i];
      }
    }
    counts[node] = to - row;
    if (counts[node] == capacity) {
      bounds[node] = chunk[to - 1];
    }
  }

  /** Copies a node's candidates, nearest first; returns their number. */
  int get(int node, long[] dest) {
    long[] chunk = keys[node >>> CHUNK_BITS];
    synchronized (chunk) {
      int row = (node & CHUNK_MASK) * width;
      compact(node, chunk, row);
      System.arraycopy(chunk, row, dest, 0, counts[node]);
      return counts[node];
    }
  }

  /** Number of nodes. */
  int size() {
    return counts.length;
  }

  int capacity() {
    return capacity;
  }
}

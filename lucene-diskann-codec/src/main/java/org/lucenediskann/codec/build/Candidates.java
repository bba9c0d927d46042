package org.lucenediskann.codec.build;

import java.util.Arrays;

/**
 * For each node the nearest distinct nodes offered so far, at most {@code capacity}. What is kept
 * does not depend on the order of the offers. Offers for different nodes may come from several
 * threads.
 */
final class Candidates {

  private static final int CHUNK_BITS = 10;
  private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;

  private final int capacity;
  private final long[][] keys; // chunks of 1024 × capacity; each row ascending
  private final int[] counts;

  Candidates(int size, int capacity) {
    this.capacity = capacity;
    this.counts = new int[size];
    this.keys = new long[(size + CHUNK_MASK) >>> CHUNK_BITS][];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = new long[Math.min(CHUNK_MASK + 1, size - (i << CHUNK_BITS)) * capacity];
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

  /** Offers {@code offered[0, offeredCount)} to a node. */
  void offer(int node, long[] offered, int offeredCount) {
    long[] chunk = keys[node >>> CHUNK_BITS];
    synchronized (chunk) {
      int base = (node & CHUNK_MASK) * capacity;
      int count = counts[node];
      for (int i = 0; i < offeredCount; i++) {
        count = insert(chunk, base, count, offered[i]);
      }
      counts[node] = count;
    }
  }

  /** Offers one candidate to a node. */
  void offer(int node, long key) {
    long[] chunk = keys[node >>> CHUNK_BITS];
    synchronized (chunk) {
      counts[node] = insert(chunk, (node & CHUNK_MASK) * capacity, counts[node], key);
    }
  }

  private int insert(long[] chunk, int base, int count, long key) {
    if (count == capacity && key >= chunk[base + count - 1]) {
      return count;
    }
    int at = Arrays.binarySearch(chunk, base, base + count, key);
    if (at >= 0) {
      return count;
    }
    at = -at - 1;
    int last = base + Math.min(count, capacity - 1);
    System.arraycopy(chunk, at, chunk, at + 1, last - at);
    chunk[at] = key;
    return Math.min(count + 1, capacity);
  }

  /** Copies a node's candidates, nearest first; returns their number. */
  int get(int node, long[] dest) {
    System.arraycopy(
        keys[node >>> CHUNK_BITS], (node & CHUNK_MASK) * capacity, dest, 0, counts[node]);
    return counts[node];
  }

  /** Number of candidates of all nodes. */
  long total() {
    return Arrays.stream(counts).asLongStream().sum();
  }

  int capacity() {
    return capacity;
  }
}

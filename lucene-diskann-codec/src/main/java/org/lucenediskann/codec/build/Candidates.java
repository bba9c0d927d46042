package org.lucenediskann.codec.build;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The candidate edges of all nodes. Workers append what their leaves yield, duplicates and all, to
 * logs, one for each range of nodes; later each range is read back and sorted by node. What a node
 * gets in the end, its nearest distinct candidates, does not depend on the order of the offers.
 *
 * <p>Logs rather than a list for each node, because writing to a few hundred ends touches little
 * memory, needs no locks, and lets a log that has no more room in memory go to a file.
 */
final class Candidates implements Closeable {

  private static final int MIN_RANGE_BITS = 10;
  private static final int MAX_RANGES = 512;

  /** Longs of a chunk. */
  static final int CHUNK = 1024;

  private final int size;
  private final int capacity;
  private final int rangeBits;
  private final List<List<Chunk>> ranges = new ArrayList<>(); // each guarded by itself
  private final ChunkPool pool;

  /** Part of a log: entries of a header (count, node) and so many keys. */
  static final class Chunk {
    final long[] values = new long[CHUNK];
    int length;
  }

  /**
   * Creates the logs.
   *
   * @param size nodes
   * @param capacity most candidates of a node in the end
   * @param pool where chunks come from
   */
  Candidates(int size, int capacity, ChunkPool pool) {
    this.size = size;
    this.capacity = capacity;
    this.pool = pool;
    int bits = MIN_RANGE_BITS;
    while ((size - 1) >>> bits >= MAX_RANGES) {
      bits++;
    }
    this.rangeBits = bits;
    pool.setRangeCount(rangeCount());
    for (int i = 0; i < rangeCount(); i++) {
      ranges.add(new ArrayList<>());
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

  /** Number of nodes. */
  int size() {
    return size;
  }

  int capacity() {
    return capacity;
  }

  int rangeCount() {
    return ((size - 1) >>> rangeBits) + 1;
  }

  int rangeOf(int node) {
    return node >>> rangeBits;
  }

  int firstNode(int range) {
    return range << rangeBits;
  }

  int endNode(int range) {
    return Math.min(size, (range + 1) << rangeBits);
  }

  /** Ends the offers. */
  void finish() throws IOException {
    pool.finish();
  }

  @Override
  public void close() throws IOException {
    pool.close();
  }

  /** Takes offers; serves one thread. */
  final class Sink {

    private final Chunk[] open = new Chunk[rangeCount()];

    /** Offers {@code keys[from, from + count)} to a node; the count less than {@link #CHUNK}. */
    void offer(int node, long[] keys, int from, int count) throws IOException {
      Chunk chunk = room(rangeOf(node), count + 1);
      chunk.values[chunk.length] = (long) count << 32 | node;
      System.arraycopy(keys, from, chunk.values, chunk.length + 1, count);
      chunk.length += count + 1;
    }

    private Chunk room(int range, int count) throws IOException {
      Chunk chunk = open[range];
      if (chunk == null || chunk.length + count > CHUNK) {
        chunk = pool.next(range, chunk);
        if (chunk != open[range]) {
          open[range] = chunk;
          List<Chunk> chunks = ranges.get(range);
          synchronized (chunks) {
            chunks.add(chunk);
          }
        }
      }
      return chunk;
    }
  }

  /** Reads ranges back; serves one thread. */
  final class Reader {

    private final ChunkPool.Reader spilled;
    private long[] keys = {}; // of all nodes of the range
    private int[] ends = {}; // where a node's keys end
    private int[] counts = {};
    private int first;

    Reader() throws IOException {
      spilled = pool.newReader();
    }

    /** Loads the candidates of all nodes of a range. */
    void load(int range) throws IOException {
      first = firstNode(range);
      int nodes = endNode(range) - first;
      if (ends.length < nodes) {
        ends = new int[nodes];
        counts = new int[nodes];
      }
      Arrays.fill(ends, 0);
      spilled.forEach(range, this::count);
      ranges.get(range).forEach(this::count);
      for (int i = 1; i < nodes; i++) {
        ends[i] += ends[i - 1];
      }
      if (keys.length < ends[nodes - 1]) {
        keys = new long[ends[nodes - 1] + ends[nodes - 1] / 8];
      }
      System.arraycopy(ends, 0, counts, 0, nodes);
      spilled.forEach(range, this::scatter);
      ranges.get(range).forEach(this::scatter);
      for (int i = 0; i < nodes; i++) {
        counts[i] = nearestDistinct(ends[i], counts[i]) - ends[i];
      }
    }

    private void count(Chunk chunk) {
      int count;
      for (int i = 0; i < chunk.length; i += count + 1) {
        count = (int) (chunk.values[i] >>> 32);
        ends[(int) chunk.values[i] - first] += count;
      }
    }

    /** From the ends down; afterwards these are beginnings. */
    private void scatter(Chunk chunk) {
      int count;
      for (int i = 0; i < chunk.length; i += count + 1) {
        count = (int) (chunk.values[i] >>> 32);
        int to = ends[(int) chunk.values[i] - first] -= count;
        System.arraycopy(chunk.values, i + 1, keys, to, count);
      }
    }

    /**
     * Sorts {@code keys[from, to)} and moves the nearest distinct to the front; returns their end.
     */
    private int nearestDistinct(int from, int to) {
      Arrays.sort(keys, from, to);
      int end = from;
      for (int i = from; i < to && end < from + capacity; i++) {
        if (end == from || keys[i] != keys[end - 1]) {
          keys[end++] = keys[i];
        }
      }
      return end;
    }

    /** Copies the candidates of a node of the range, nearest first; returns their number. */
    int get(int node, long[] dest) {
      System.arraycopy(keys, ends[node - first], dest, 0, counts[node - first]);
      return counts[node - first];
    }
  }
}

package org.lucenediskann.codec.merge;

import java.io.IOException;
import org.lucenediskann.codec.graph.VectorRows;
import org.lucenediskann.codec.kernel.DistanceKernel;

/**
 * Rows read lately, for one thread: as much of the vectors as the work touches, up to a bound. A
 * row's slot follows from its ordinal; the rows of one round keep theirs until the next.
 */
final class RowCache {

  /** Most rows of one round. */
  static final int ROUND_ROWS = 1024;

  /** Most floats of all threads' rows but the spare ones, 64 MB. */
  private static final int MAX_FLOATS = 1 << 24;

  /** And no more of what a merge may take than so. */
  private static final int PART_OF_MEMORY = 4;

  private static final int BATCH = 4;

  private final VectorRows source;
  private final DistanceKernel kernel;
  private final int stride;
  private final int mask;
  private final float[] rows; // slots × stride; the last ROUND_ROWS are spare
  private final float[] norms; // squared
  private final int[] tags; // ordinal + 1, 0 = free
  private final int[] pins; // the last round that needed the row
  private final float[] dots = new float[BATCH];
  private int round;
  private int spares; // taken in this round

  /**
   * One of as many caches as there are threads.
   *
   * @param memoryBytes what the merge may take in all
   */
  static RowCache of(VectorRows source, DistanceKernel kernel, int threads, long memoryBytes) {
    return new RowCache(source, kernel, maxFloats(threads, memoryBytes));
  }

  private static int maxFloats(int threads, long memoryBytes) {
    return (int) Math.min(MAX_FLOATS, memoryBytes / Float.BYTES / PART_OF_MEMORY) / threads;
  }

  RowCache(VectorRows source, DistanceKernel kernel, int maxFloats) {
    this.source = source;
    this.kernel = kernel;
    this.stride = stride(source.dimension());
    int slots = slots(source.size(), stride, maxFloats);
    this.mask = slots - 1;
    this.rows = new float[(slots + ROUND_ROWS) * stride];
    this.norms = new float[slots + ROUND_ROWS];
    this.tags = new int[slots];
    this.pins = new int[slots];
  }

  private static int stride(int dimension) {
    int mask = DistanceKernel.ROW_ALIGNMENT - 1;
    return (dimension + mask) & ~mask;
  }

  /** A power of two; enough for all rows if that many are allowed. */
  private static int slots(int size, int stride, int maxFloats) {
    long enough = 2L * Math.max(1, size) - 1;
    return (int) Long.highestOneBit(Math.max(1, Math.min(maxFloats / stride, enough)));
  }

  /** Bytes of heap that the caches of some rows take. */
  static long ramBytes(int size, int dimension, int threads, long memoryBytes) {
    int stride = stride(dimension);
    long slots = slots(size, stride, maxFloats(threads, memoryBytes)) + (long) ROUND_ROWS;
    return threads * slots * (stride + 3) * Float.BYTES;
  }

  /** Begins a round; the slots of the one before may be given away. */
  void newRound() {
    round++;
    spares = 0;
  }

  /** Reads a row unless it is there; returns its slot. */
  int load(int ord) throws IOException {
    int slot = ord & mask;
    if (tags[slot] != ord + 1) {
      if (tags[slot] != 0 && pins[slot] == round) {
        int spare = mask + 1 + spares++;
        read(ord, spare);
        return spare;
      }
      tags[slot] = ord + 1;
      read(ord, slot);
    }
    pins[slot] = round;
    return slot;
  }

  private void read(int ord, int slot) throws IOException {
    int at = slot * stride;
    source.read(ord, rows, at);
    norms[slot] = kernel.dot(rows, at, rows, at, stride);
  }

  /** Squared distances from one slot to others. */
  void distances(int slot, int[] others, int count, float[] dest) {
    for (int from = 0; from < count; from += BATCH) {
      int last = Math.min(BATCH, count - from) - 1;
      kernel.dots4(
          rows,
          slot * stride,
          rows,
          others[from] * stride,
          others[from + Math.min(1, last)] * stride,
          others[from + Math.min(2, last)] * stride,
          others[from + last] * stride,
          stride,
          dots);
      for (int i = 0; i <= last; i++) {
        float dot = dots[i == last ? BATCH - 1 : i];
        dest[from + i] = Math.max(0, norms[slot] + norms[others[from + i]] - 2 * dot);
      }
    }
  }
}

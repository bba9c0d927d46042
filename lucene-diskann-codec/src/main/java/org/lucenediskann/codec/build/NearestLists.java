package org.lucenediskann.codec.build;

import java.util.Arrays;
import org.lucenediskann.codec.kernel.DistanceKernel;

/**
 * For each row of a block the {@code k} nearest columns seen so far, in small sorted arrays. The
 * worst of each is its threshold, so that a vectorized comparison rejects almost all values.
 */
final class NearestLists {

  private final int k;
  private final DistanceKernel kernel;
  private float[] thresholds = {}; // worst of the k, infinite while there are fewer
  private float[] distances = {}; // rows × k, ascending
  private int[] ids = {}; // rows × k
  private int[] counts = {};
  private int[] hits = {};

  NearestLists(int k, DistanceKernel kernel) {
    this.k = k;
    this.kernel = kernel;
  }

  int k() {
    return k;
  }

  void reset(int rows) {
    if (thresholds.length < rows) {
      thresholds = new float[rows];
      distances = new float[rows * k];
      ids = new int[rows * k];
      counts = new int[rows];
      hits = new int[rows];
    }
    Arrays.fill(thresholds, 0, rows, Float.POSITIVE_INFINITY);
    Arrays.fill(counts, 0, rows, 0);
  }

  /** Offers {@code values[offset, offset + length)}, the distances from {@code row} to columns. */
  void offerRow(int row, float[] values, int offset, int firstColumn, int length) {
    int count = kernel.below(values, offset, length, thresholds[row], hits);
    for (int i = 0; i < count; i++) {
      offer(row, firstColumn + hits[i], values[offset + hits[i]]);
    }
  }

  /** Offers one distance. */
  void offer(int row, int id, float distance) {
    if (!(distance < thresholds[row])) { // nor if it is no number
      return;
    }
    int base = row * k;
    int at = base + (counts[row] < k ? counts[row]++ : k - 1);
    for (; at > base && distances[at - 1] > distance; at--) {
      distances[at] = distances[at - 1];
      ids[at] = ids[at - 1];
    }
    distances[at] = distance;
    ids[at] = id;
    if (counts[row] == k) {
      thresholds[row] = distances[base + k - 1];
    }
  }

  /** Distance of the worst of a row's list; infinite while the list is not full. */
  float threshold(int row) {
    return thresholds[row];
  }

  /** Copies the ids of a full list, nearest first. */
  void copyIds(int row, int[] dest, int destOffset) {
    System.arraycopy(ids, row * k, dest, destOffset, k);
  }

  int count(int row) {
    return counts[row];
  }

  int id(int row, int i) {
    return ids[row * k + i];
  }

  float distance(int row, int i) {
    return distances[row * k + i];
  }
}

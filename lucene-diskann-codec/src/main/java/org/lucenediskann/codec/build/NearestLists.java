package org.lucenediskann.codec.build;

import java.util.Arrays;
import org.lucenediskann.codec.kernel.DistanceKernel;

/**
 * For each row of a block the {@code k} nearest columns seen so far, in small sorted arrays. The
 * worst of each is its threshold, so that a vectorized comparison rejects almost all values.
 */
final class NearestLists {

  private static final int BLOCK = 64;
  private static final int GROUPS = 32;
  private static final int MANY = 4 * GROUPS;

  private final int k;
  private final DistanceKernel kernel;
  private float[] thresholds = {}; // worst of the k, infinite while there are fewer
  private float[] distances = {}; // rows × k, ascending
  private int[] ids = {}; // rows × k
  private int[] counts = {};
  private int[] hits = new int[BLOCK];
  private final float[] groupMinima = new float[GROUPS];

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
    }
    Arrays.fill(thresholds, 0, rows, Float.POSITIVE_INFINITY);
    Arrays.fill(counts, 0, rows, 0);
  }

  /**
   * Offers {@code values[offset, offset + length)}, the distances from {@code row} to the columns
   * from 0 on, to an empty list. In blocks, so that the first one's threshold spares most of the
   * later ones; of many, nearly all are spared by a bound that is known before the first.
   */
  void offerAll(int row, float[] values, int offset, int length) {
    if (length >= MANY && k <= GROUPS / 2) {
      thresholds[row] = bound(values, offset, length);
    }
    for (int column = 0; column < length; column += BLOCK) {
      offerRow(row, values, offset + column, column, Math.min(BLOCK, length - column));
    }
  }

  /**
   * An upper bound of the {@code k} nearest: at least so many of the groups' least are below, each
   * another column's. A value that is no number sorts last.
   */
  private float bound(float[] values, int offset, int length) {
    System.arraycopy(values, offset, groupMinima, 0, GROUPS);
    for (int from = GROUPS; from + GROUPS <= length; from += GROUPS) {
      lower(groupMinima, values, offset + from);
    }
    Arrays.sort(groupMinima);
    float bound = Math.nextUp(groupMinima[k - 1]);
    return Float.isNaN(bound) ? Float.POSITIVE_INFINITY : bound;
  }

  private static void lower(float[] least, float[] values, int from) {
    for (int i = 0; i < GROUPS; i++) {
      least[i] = Math.min(least[i], values[from + i]);
    }
  }

  /** Offers {@code values[offset, offset + length)}, the distances from {@code row} to columns. */
  void offerRow(int row, float[] values, int offset, int firstColumn, int length) {
    if (hits.length < length) {
      hits = new int[length];
    }
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

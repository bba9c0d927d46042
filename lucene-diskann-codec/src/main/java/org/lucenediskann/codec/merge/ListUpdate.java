package org.lucenediskann.codec.merge;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.util.FixedBitSet;
import org.lucenediskann.codec.graph.NeighborLists;

/**
 * RobustPrune for lists of which a part is known: neighbors that were chosen before do not occlude
 * each other, so only pairs with a newcomer are compared. One instance serves one thread.
 *
 * <p>A list that is updated does not fill up with what alpha lets in: over many merges that would
 * make graphs ever dearer to search.
 *
 * <p>Vectors equal to the node itself occlude nobody and are kept, a few of them: they lead to the
 * rest of a crowd of equals.
 */
final class ListUpdate {

  private static final int BATCH = 4;
  private static final int TAKEN = -1;

  private final RowCache rows;
  private final int maxDegree;
  private final int maxEquals;
  private final float relaxed; // alpha, on squared distances
  private final int[] slots; // of the entries of a list
  private final float[] distances; // of the entries from the node
  private final long[] sorted; // distance << 32 | entry
  private final float[] pairs;
  private final float[] nearestKept; // per entry: least squared distance to a kept one
  private final int[] compared; // per entry: kept ones it was compared with, or TAKEN
  private final int[] kept; // entries
  private final int[] keptSlots;
  private int keptCount;
  private int equals;
  private final int enough; // a list this long takes in nobody who is occluded but for alpha
  private final int[] spare;
  private final int[] row; // neighbors of somebody else
  private final int[] batch = new int[BATCH];
  private final int[] entryOf; // hash table: 1 + entry of each node of the list, 0 = free
  private final float[] one = new float[1];
  private final int[] chosen;

  /**
   * Creates an updater.
   *
   * @param capacity most entries of a list, fewer than {@link RowCache#ROUND_ROWS}
   */
  ListUpdate(RowCache rows, int maxDegree, float alpha, int capacity) {
    this.rows = rows;
    this.maxDegree = maxDegree;
    this.maxEquals = Math.max(1, maxDegree / 4);
    this.enough = (maxDegree * 5 + 7) / 8;
    this.relaxed = alpha * alpha;
    slots = new int[capacity];
    distances = new float[capacity];
    sorted = new long[capacity];
    pairs = new float[Math.max(BATCH, maxDegree)];
    nearestKept = new float[capacity];
    compared = new int[capacity];
    kept = new int[maxDegree];
    keptSlots = new int[maxDegree];
    spare = new int[2 * maxDegree + 1];
    row = new int[maxDegree];
    chosen = new int[maxDegree];
    entryOf = new int[Integer.highestOneBit(4 * capacity)];
  }

  /**
   * Chooses all neighbors of a node anew.
   *
   * @param list candidates in {@code [0, count)}, distinct, without the node
   * @return how many were chosen, see {@link #chosen}
   */
  int choose(int node, int[] list, int count) throws IOException {
    measure(node, list, count);
    sort(0, count);
    keepEquals(count);
    Arrays.fill(compared, 0, count, keptCount);
    Arrays.fill(nearestKept, 0, count, Float.POSITIVE_INFINITY);
    round(count, 1f);
    round(count, relaxed);
    return name(list);
  }

  /**
   * Whom to offer the node that {@link #choose} chose for: the nearest of the chosen, without those
   * whose lists have somebody who occludes it. Such a one is nearer to the node than they are, so
   * it is most likely among the candidates, and near at hand.
   *
   * @param list the same candidates
   * @param most how many of the chosen are considered
   * @param residents who has a list already, that nobody changes meanwhile
   */
  int[] offers(int[] list, int count, int most, NeighborLists graph, FixedBitSet residents) {
    index(list, count);

    int[] targets = new int[Math.min(most, keptCount)];
    int targetCount = 0;
    for (int rank = 0; rank < targets.length; rank++) {
      int target = chosen[rank];
      if (!residents.get(target) || !isRefused(kept[rank], list, graph.neighbors(target, row))) {
        targets[targetCount++] = target;
      }
    }
    return Arrays.copyOf(targets, targetCount);
  }

  private void index(int[] list, int count) {
    Arrays.fill(entryOf, 0);
    for (int entry = 0; entry < count; entry++) {
      int slot = slotOf(list[entry]);
      while (entryOf[slot] != 0) {
        slot = (slot + 1) & (entryOf.length - 1);
      }
      entryOf[slot] = entry + 1;
    }
  }

  private int slotOf(int node) {
    return ((node * 0x9E3779B1) >>> 8) & (entryOf.length - 1);
  }

  /** The entry of a node, or -1. */
  private int entry(int node, int[] list) {
    int slot = slotOf(node);
    while (entryOf[slot] != 0 && list[entryOf[slot] - 1] != node) {
      slot = (slot + 1) & (entryOf.length - 1);
    }
    return entryOf[slot] - 1;
  }

  /** Whether one of the neighbors in {@code row} keeps the node out of the target's list. */
  private boolean isRefused(int target, int[] list, int degree) {
    float distance = distances[target];
    float factor = degree < enough ? relaxed : 1f;
    for (int i = 0; i < degree; i++) {
      int other = entry(row[i], list);
      if (other >= 0 && factor * distances[other] <= distance) {
        batch[0] = slots[other];
        rows.distances(slots[target], batch, 1, one);
        if (one[0] > 0 && one[0] <= distance) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Takes newcomers into a list, nearest first.
   *
   * @param list neighbors of the node in {@code [0, known)}, newcomers up to {@code count}, all
   *     distinct and without the node
   * @return the length of the new list, see {@link #chosen}
   */
  int update(int node, int[] list, int known, int count) throws IOException {
    measure(node, list, count);
    equals = 0;
    keptCount = 0;
    for (int entry = 0; entry < known; entry++) {
      equals += distances[entry] == 0 ? 1 : 0;
      append(entry);
    }
    sort(known, count);
    for (int i = known; i < count; i++) {
      offer((int) sorted[i]);
    }
    return name(list);
  }

  /** The chosen neighbors. The array is reused by the next call. */
  int[] chosen() {
    return chosen;
  }

  private int name(int[] list) {
    for (int i = 0; i < keptCount; i++) {
      chosen[i] = list[kept[i]];
    }
    return keptCount;
  }

  private void measure(int node, int[] list, int count) throws IOException {
    rows.newRound();
    int self = rows.load(node);
    for (int entry = 0; entry < count; entry++) {
      slots[entry] = rows.load(list[entry]);
    }
    rows.distances(self, slots, count, distances);
  }

  private void sort(int from, int to) {
    for (int entry = from; entry < to; entry++) {
      sorted[entry] = (long) Float.floatToRawIntBits(distances[entry]) << 32 | entry;
    }
    Arrays.sort(sorted, from, to);
  }

  private void append(int entry) {
    kept[keptCount] = entry;
    keptSlots[keptCount++] = slots[entry];
  }

  private void keepEquals(int count) {
    keptCount = 0;
    for (int i = 0; i < count && distances[(int) sorted[i]] == 0 && keptCount < maxEquals; i++) {
      append((int) sorted[i]);
    }
    equals = keptCount;
  }

  /** One round of RobustPrune over all candidates. */
  private void round(int count, float factor) {
    for (int i = 0; i < count && keptCount < maxDegree; i++) {
      int entry = (int) sorted[i];
      if (distances[entry] > 0 && compared[entry] != TAKEN && !isOccluded(entry, factor)) {
        append(entry);
        compared[entry] = TAKEN;
      }
    }
  }

  private boolean isOccluded(int entry, float factor) {
    while (factor * nearestKept[entry] > distances[entry]) {
      int first = compared[entry];
      if (first == keptCount) {
        return false;
      }
      int count = Math.min(BATCH, keptCount - first);
      System.arraycopy(keptSlots, first, batch, 0, count);
      rows.distances(slots[entry], batch, count, pairs);
      for (int i = 0; i < count; i++) {
        nearestKept[entry] = Math.min(nearestKept[entry], pairs[i]);
      }
      compared[entry] = first + count;
    }
    return true;
  }

  private void offer(int entry) {
    float distance = distances[entry];
    if (distance == 0) {
      offerEqual(entry);
      return;
    }
    rows.distances(slots[entry], keptSlots, keptCount, pairs);
    float nearest = Float.POSITIVE_INFINITY;
    for (int i = 0; i < keptCount; i++) {
      float other = distances[kept[i]];
      if (other > 0 && other <= distance) {
        nearest = Math.min(nearest, pairs[i]);
      }
    }
    if (nearest > distance) {
      insert(entry, distance);
    } else if (relaxed * nearest > distance && keptCount < enough) {
      append(entry);
    }
  }

  private void offerEqual(int entry) {
    if (equals == maxEquals) {
      return;
    }
    equals++;
    keptCount = Math.min(keptCount, maxDegree - 1);
    System.arraycopy(kept, 0, kept, 1, keptCount);
    System.arraycopy(keptSlots, 0, keptSlots, 1, keptCount++);
    kept[0] = entry;
    keptSlots[0] = slots[entry];
  }

  /**
   * Puts an entry before the first one that is farther. Those that it occludes go to the end, or
   * away if alpha would not let them in or the list is long enough without them.
   */
  private void insert(int entry, float distance) {
    int end = 0;
    int demoted = 0;
    boolean placed = false;
    int[] away = Arrays.copyOf(kept, keptCount);
    for (int i = 0; i < away.length; i++) {
      float other = distances[away[i]];
      if (!placed && other > distance) {
        spare[end++] = entry;
        placed = true;
      }
      if (other <= distance || pairs[i] > other) {
        spare[end++] = away[i];
      } else if (relaxed * pairs[i] > other) {
        away[demoted++] = away[i];
      }
    }
    if (!placed) {
      spare[end++] = entry;
    }
    System.arraycopy(away, 0, spare, end, demoted);
    int count = Math.min(maxDegree, Math.max(end, Math.min(enough, end + demoted)));
    keptCount = 0;
    for (int i = 0; i < count; i++) {
      append(spare[i]);
    }
  }
}

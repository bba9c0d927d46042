package org.lucenediskann.codec.merge;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.util.FixedBitSet;
import org.lucenediskann.codec.graph.NeighborLists;

/**
 * RobustPrune for lists of which a part is known: neighbors that were chosen before do not occlude
 * each other, so only pairs with a newcomer are compared. One instance serves one thread.
 *
 * <p>A list has two parts, each nearest first: the <i>strict</i> neighbors, whom no nearer one of
 * them occludes, and those that only alpha lets in. A build takes the latter from its nearest
 * candidates, so here whoever is farthest of them makes room: lists stay as long as they were, and
 * newcomers get into as many of them as if they had been there from the beginning.
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
  private int strictCount; // kept ones of the first part, equals among them
  private final int enough; // so long a list may become by what only alpha lets in,
  private int longest; // and as long as it was
  private final int[] spare;
  private final int[] row; // neighbors of somebody else
  private final int[] batch = new int[BATCH];
  private final int[] entryOf; // hash table: 1 + entry of each node of the list, 0 = free
  private final float[] fromBatch = new float[BATCH];
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
    pairs = new float[maxDegree + BATCH];
    nearestKept = new float[capacity];
    compared = new int[capacity];
    kept = new int[maxDegree];
    keptSlots = new int[maxDegree];
    spare = new int[maxDegree];
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
   * Whom to offer the node that {@link #choose} chose for: the chosen, without those whose lists
   * have somebody who keeps it out even with alpha. Such a one is nearer to the node than they are,
   * so it is most likely among the candidates, and near at hand.
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
    for (int i = 0; i < degree; i++) {
      int other = entry(row[i], list);
      if (other >= 0 && relaxed * distances[other] <= distance) {
        batch[0] = slots[other];
        rows.distances(slots[target], batch, 1, fromBatch);
        if (fromBatch[0] > 0 && fromBatch[0] <= distance) {
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
   * @param mended whether the known ones are not as they were chosen
   * @return the length of the new list, see {@link #chosen}
   */
  int update(int node, int[] list, int known, int count, boolean mended) throws IOException {
    measure(node, list, count);
    longest = Math.max(known, enough);
    start(known, mended);
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

  /**
   * Finds the strict part of what is known. In a mended list it grows by those whom nobody there
   * occludes any more, or who came in place of a dead neighbor.
   */
  private void start(int known, boolean mended) {
    keptCount = 0;
    equals = 0;
    strictCount = 0;
    while (strictCount < known
        && (strictCount == 0 || distances[strictCount - 1] <= distances[strictCount])) {
      equals += distances[strictCount] == 0 ? 1 : 0;
      append(strictCount++);
    }
    for (int entry = strictCount; entry < known; entry++) {
      float distance = distances[entry];
      int at = firstFarther(equals, strictCount, distance);
      if (mended && distance > 0 && nearest(entry, equals, at, distance) > distance) {
        place(entry, at, keptCount++);
        strictCount++;
      } else {
        place(entry, firstFarther(strictCount, keptCount, distance), keptCount++);
      }
    }
  }

  /** Puts an entry somewhere; those from there on move up, onto the place at the end. */
  private void place(int entry, int at, int end) {
    System.arraycopy(kept, at, kept, at + 1, end - at);
    System.arraycopy(keptSlots, at, keptSlots, at + 1, end - at);
    kept[at] = entry;
    keptSlots[at] = slots[entry];
  }

  /** The first of some kept ones, nearest first, that is farther; or the end. */
  private int firstFarther(int from, int to, float distance) {
    int at = from;
    while (at < to && distances[kept[at]] <= distance) {
      at++;
    }
    return at;
  }

  private void offer(int entry) {
    float distance = distances[entry];
    if (distance == 0) {
      offerEqual(entry);
      return;
    }
    int at = firstFarther(equals, strictCount, distance);
    float nearest = nearest(entry, equals, at, distance);
    if (nearest > distance) {
      insert(entry, at);
    } else if (relaxed * nearest > distance) {
      int end = firstFarther(strictCount, keptCount, distance);
      if (relaxed * nearest(entry, strictCount, end, distance) > distance) {
        addRelaxed(entry);
      }
    }
  }

  /** The least distance to some kept ones, or one at which alpha does not help any more. */
  private float nearest(int entry, int from, int to, float distance) {
    float nearest = Float.POSITIVE_INFINITY;
    for (int first = from; first < to && relaxed * nearest > distance; first += BATCH) {
      int count = Math.min(BATCH, to - first);
      compare(entry, first, count);
      for (int i = 0; i < count; i++) {
        nearest = Math.min(nearest, fromBatch[i]);
      }
    }
    return nearest;
  }

  private void compare(int entry, int first, int count) {
    System.arraycopy(keptSlots, first, batch, 0, count);
    rows.distances(slots[entry], batch, count, fromBatch);
  }

  /** Takes an equal in front of all, unless there are enough; heirs of the dead may be more. */
  private void offerEqual(int entry) {
    if (equals >= maxEquals) {
      return;
    }
    equals++;
    keptCount = Math.min(keptCount, maxDegree - 1);
    strictCount = Math.min(strictCount, keptCount) + 1;
    place(entry, 0, keptCount++);
  }

  /**
   * Puts an entry among the strict ones. Those that it occludes go to the other part, or away if
   * alpha would not let them in.
   */
  private void insert(int entry, int at) {
    if (at == maxDegree) {
      return;
    }
    int end = keptCount;
    int strictEnd = strictCount;
    System.arraycopy(kept, at, spare, at, end - at);
    for (int first = at; first < end; first += BATCH) {
      int count = Math.min(BATCH, end - first);
      compare(entry, first, count);
      System.arraycopy(fromBatch, 0, pairs, first, count);
    }
    keptCount = at;
    append(entry);
    for (int i = at; i < strictEnd && keptCount < maxDegree; i++) {
      if (pairs[i] > distances[spare[i]]) {
        append(spare[i]);
      }
    }
    strictCount = keptCount;
    for (int i = at; i < end; i++) {
      float other = distances[spare[i]];
      boolean isFarther = other > distances[entry];
      boolean isStrict = i < strictEnd && pairs[i] > other;
      if (!isStrict && (!isFarther || relaxed * pairs[i] > other)) {
        addRelaxed(spare[i]);
      }
    }
  }

  /** Adds one that only alpha lets in, if there is room or somebody farther to make it. */
  private void addRelaxed(int entry) {
    int at = firstFarther(strictCount, keptCount, distances[entry]);
    if (keptCount < longest) {
      place(entry, at, keptCount++);
    } else if (at < keptCount) {
      place(entry, at, keptCount - 1);
    }
  }
}

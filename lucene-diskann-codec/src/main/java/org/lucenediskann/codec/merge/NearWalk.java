package org.lucenediskann.codec.merge;

import java.io.IOException;
import java.util.Arrays;
import org.lucenediskann.codec.graph.NeighborLists;

/**
 * Greedy list search for the nodes nearest to one outside the graph. The list is longer than what
 * is expanded of it: neighbors of the nearest are the next nearest. Serves one thread.
 */
final class NearWalk {

  private static final int INITIAL_SEEN = 1 << 12;

  private final NeighborLists graph;
  private final RowCache rows;
  private final long[] list; // distance << 32 | node, ascending
  private final boolean[] expanded; // along with the list
  private final int reach; // so many of the list are expanded, the nearest
  private int count;
  private final int[] row;
  private int[] fresh;
  private int[] slots;
  private float[] distances;
  private int[] seen = new int[INITIAL_SEEN]; // hash set of node + 1, 0 = free
  private int seenCount;

  /**
   * Creates a walk.
   *
   * @param listSize most nodes found
   * @param reach how many of them are expanded, at most {@code listSize}
   */
  NearWalk(NeighborLists graph, RowCache rows, int listSize, int reach) {
    this.graph = graph;
    this.rows = rows;
    this.list = new long[listSize];
    this.expanded = new boolean[listSize];
    this.reach = reach;
    this.row = new int[graph.maxDegree()];
    reserve(graph.maxDegree());
  }

  private void reserve(int length) {
    if (fresh == null || fresh.length < length) {
      fresh = new int[length];
      slots = new int[length];
      distances = new float[length];
    }
  }

  /** Walks from some nodes; returns how many near ones were found. */
  int walk(int target, int[] starts, int startCount) throws IOException {
    count = 0;
    Arrays.fill(seen, 0);
    seenCount = 0;
    reserve(startCount);
    visit(target, starts, startCount);
    for (int at = 0; at < Math.min(count, reach); ) {
      if (expanded[at]) {
        at++;
      } else {
        expanded[at] = true;
        at = Math.min(at, visit(target, row, graph.neighbors((int) list[at], row)));
      }
    }
    return count;
  }

  /** One of the nodes found, nearest first. */
  int found(int i) {
    return (int) list[i];
  }

  /** Measures those not seen before; returns the first place in the list that changed. */
  private int visit(int target, int[] nodes, int nodeCount) throws IOException {
    rows.newRound();
    int self = rows.load(target);
    int freshCount = 0;
    for (int i = 0; i < nodeCount; i++) {
      if (see(nodes[i])) {
        fresh[freshCount] = nodes[i];
        slots[freshCount++] = rows.load(nodes[i]);
      }
    }
    rows.distances(self, slots, freshCount, distances);
    int first = count;
    for (int i = 0; i < freshCount; i++) {
      long key = (long) Float.floatToRawIntBits(distances[i]) << 32 | fresh[i];
      first = Math.min(first, insert(key));
    }
    return first;
  }

  private int insert(long key) {
    if (count == list.length && key >= list[count - 1]) {
      return count;
    }
    int at = count < list.length ? count++ : count - 1;
    for (; at > 0 && list[at - 1] > key; at--) {
      list[at] = list[at - 1];
      expanded[at] = expanded[at - 1];
    }
    list[at] = key;
    expanded[at] = false;
    return at;
  }

  private boolean see(int node) {
    if (2 * seenCount >= seen.length) {
      growSeen();
    }
    int mask = seen.length - 1;
    int slot = ((node * 0x9E3779B1) >>> 8) & mask;
    for (; seen[slot] != 0; slot = (slot + 1) & mask) {
      if (seen[slot] == node + 1) {
        return false;
      }
    }
    seen[slot] = node + 1;
    seenCount++;
    return true;
  }

  private void growSeen() {
    int[] before = seen;
    seen = new int[2 * before.length];
    seenCount = 0;
    for (int entry : before) {
      if (entry != 0) {
        see(entry - 1);
      }
    }
  }
}

package org.lucenediskann.codec.merge;

import org.lucenediskann.codec.graph.NeighborLists;

/** Distinct nodes that may be neighbors of one node, its present neighbors first. */
final class NodeList {

  private final int[] nodes;
  private int owner;
  private int count;

  NodeList(int capacity) {
    nodes = new int[Math.min(capacity, RowCache.ROUND_ROWS - 1)];
  }

  /** Begins with nothing. */
  void start(int newOwner) {
    owner = newOwner;
    count = 0;
  }

  /** Begins with a node's neighbors; returns their number. */
  int start(int newOwner, NeighborLists graph) {
    owner = newOwner;
    count = graph.neighbors(newOwner, nodes);
    return count;
  }

  /** Adds a node unless it is there, is the owner, or there is no room; returns whether it did. */
  boolean add(int node) {
    if (node == owner || count == nodes.length) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (nodes[i] == node) {
        return false;
      }
    }
    nodes[count++] = node;
    return true;
  }

  /** Adds the first {@code most} live ones of some old ordinals that are not there yet. */
  void addLive(MergeSource source, int[] oldOrds, int oldCount, int most) {
    int added = 0;
    for (int i = 0; i < oldCount && added < most; i++) {
      if (!source.isDead(oldOrds[i]) && add(source.newOrd(oldOrds[i]))) {
        added++;
      }
    }
  }

  int[] nodes() {
    return nodes;
  }

  int count() {
    return count;
  }

  int capacity() {
    return nodes.length;
  }
}

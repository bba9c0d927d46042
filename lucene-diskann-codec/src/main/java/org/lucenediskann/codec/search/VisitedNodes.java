package org.lucenediskann.codec.search;

import org.apache.lucene.util.SparseFixedBitSet;

/** The nodes a walk has come by. */
final class VisitedNodes {

  /** Up to this size a plain bit set is smaller and faster than a sparse one. */
  private static final int DENSE_SIZE = 1 << 20;

  private final long[] dense; // bit n & 63 of word n >>> 6; null = sparse
  private final SparseFixedBitSet sparse; // null = dense

  VisitedNodes(int size) {
    this.dense = size <= DENSE_SIZE ? new long[(size >>> 6) + 1] : null;
    this.sparse = size <= DENSE_SIZE ? null : new SparseFixedBitSet(size);
  }

  /**
   * Copies those of the first {@code count} nodes that are new, and remembers all of them.
   *
   * @param fresh receives the new nodes, in their order; at least {@code count} long; may be {@code
   *     nodes} itself
   * @return how many are new
   */
  int addAll(int[] nodes, int count, int[] fresh) {
    return dense == null ? addSparse(nodes, count, fresh) : addDense(nodes, count, fresh);
  }

  /** Remembers a node; returns whether it is new. */
  boolean add(int node) {
    if (dense == null) {
      return !sparse.getAndSet(node);
    }
    boolean added = !contains(node);
    dense[node >>> 6] |= 1L << node;
    return added;
  }

  boolean contains(int node) {
    return dense == null ? sparse.get(node) : (dense[node >>> 6] >>> node & 1) != 0;
  }

  /** Without a branch, as about every second node is new, which no processor foresees. */
  private int addDense(int[] nodes, int count, int[] fresh) {
    int added = 0;
    for (int i = 0; i < count; i++) {
      int node = nodes[i];
      long word = dense[node >>> 6];
      fresh[added] = node;
      added += (int) (~word >>> node) & 1;
      dense[node >>> 6] = word | 1L << node;
    }
    return added;
  }

  private int addSparse(int[] nodes, int count, int[] fresh) {
    int added = 0;
    for (int i = 0; i < count; i++) {
      if (!sparse.getAndSet(nodes[i])) {
        fresh[added++] = nodes[i];
      }
    }
    return added;
  }
}

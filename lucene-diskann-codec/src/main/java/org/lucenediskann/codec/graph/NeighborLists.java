package org.lucenediskann.codec.graph;

import java.util.Arrays;
import java.util.Objects;

/** A graph on the heap: one fixed-width row of neighbors for each node. */
public final class NeighborLists implements Graph {

  private static final int END = -1;

  private final int size;
  private final int maxDegree;
  private final int[] neighbors; // size × maxDegree, row-major, -1 ends a row
  private int[] entryPoints = {};
  private Router router = Router.NONE;

  /**
   * Creates a graph without edges.
   *
   * @param size number of nodes
   * @param maxDegree bound of every node's out-degree
   * @throws IllegalArgumentException if the graph does not fit in one array
   */
  public NeighborLists(int size, int maxDegree) {
    long cells = (long) size * maxDegree;
    if (cells > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "graph too large for one segment: size=" + size + ", maxDegree=" + maxDegree);
    }
    this.size = size;
    this.maxDegree = maxDegree;
    this.neighbors = new int[(int) cells];
    Arrays.fill(neighbors, END);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int maxDegree() {
    return maxDegree;
  }

  @Override
  public int[] entryPoints() {
    return entryPoints;
  }

  /** Sets the nodes from which every node can be reached. */
  public void setEntryPoints(int... entryPoints) {
    this.entryPoints = entryPoints;
  }

  @Override
  public Router router() {
    return router;
  }

  /** Sets what leads searches to their start. */
  public void setRouter(Router router) {
    this.router = router;
  }

  /** Replaces the neighbors of a node by {@code source[0, count)}. */
  public void set(int node, int[] source, int count) {
    Objects.checkFromIndexSize(0, count, maxDegree);
    int row = node * maxDegree;
    System.arraycopy(source, 0, neighbors, row, count);
    Arrays.fill(neighbors, row + count, row + maxDegree, END);
  }

  /** Number of out-neighbors of a node. */
  public int degree(int node) {
    int row = node * maxDegree;
    int degree = 0;
    while (degree < maxDegree && neighbors[row + degree] != END) {
      degree++;
    }
    return degree;
  }

  @Override
  public int neighbors(int node, int[] dest) {
    int degree = degree(node);
    System.arraycopy(neighbors, node * maxDegree, dest, 0, degree);
    return degree;
  }

  /** Number of edges. */
  public long edgeCount() {
    long count = 0;
    for (int node = 0; node < size; node++) {
      count += degree(node);
    }
    return count;
  }

  /** Bytes of heap held. */
  public long ramBytesUsed() {
    return (long) neighbors.length * Integer.BYTES;
  }
}

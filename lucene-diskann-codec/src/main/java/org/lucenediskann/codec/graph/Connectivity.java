package org.lucenediskann.codec.graph;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.util.IORunnable;

/**
 * Makes every node reachable from the entry points. A node that is not gets an edge from the
 * nearest reachable node that has room, or that can give up an edge without cutting off anyone.
 */
public final class Connectivity {

  private static final int LIST_SIZE = 32;
  private static final int NODES_BETWEEN_ABORT_CHECKS = 8192;
  private static final int UNREACHED = -1;
  private static final int ROOT = -2;

  private final NeighborLists graph;
  private final NodeDistance distance;
  private final IORunnable abortCheck;
  private final int[] parent; // the node each node was reached from
  private final int[] queue;
  private int queueEnd;
  private final int[] neighbors;
  private NearestNodes nearestNodes; // made when the first orphan is met

  private Connectivity(NeighborLists graph, NodeDistance distance, IORunnable abortCheck) {
    this.graph = graph;
    this.distance = distance;
    this.abortCheck = abortCheck;
    this.parent = new int[graph.size()];
    this.queue = new int[graph.size()];
    this.neighbors = new int[graph.maxDegree()];
    Arrays.fill(parent, UNREACHED);
  }

  /**
   * Links what cannot be reached.
   *
   * @param abortCheck called often; throws to stop
   * @return how many edges that took
   */
  public static int repair(NeighborLists graph, NodeDistance distance, IORunnable abortCheck)
      throws IOException {
    return new Connectivity(graph, distance, abortCheck).repair();
  }

  private int repair() throws IOException {
    for (int entry : graph.entryPoints()) {
      reach(entry, ROOT);
    }
    int linked = 0;
    for (int node = 0; node < graph.size(); node++) {
      if (parent[node] == UNREACHED) {
        abortCheck.run();
        reach(node, adopt(node));
        linked++;
      }
    }
    return linked;
  }

  /** Marks a node and, breadth first, all that can be reached from it. */
  private void reach(int node, int from) throws IOException {
    mark(node, from);
    for (int head = queueEnd - 1; head < queueEnd; head++) {
      if (head % NODES_BETWEEN_ABORT_CHECKS == 0) {
        abortCheck.run();
      }
      int current = queue[head];
      int degree = graph.neighbors(current, neighbors);
      for (int i = 0; i < degree; i++) {
        mark(neighbors[i], current);
      }
    }
  }

  private void mark(int node, int from) {
    if (parent[node] == UNREACHED) {
      parent[node] = from;
      queue[queueEnd++] = node;
    }
  }

  /** Finds a parent for an unreached node, nearest first, and makes the edge. */
  private int adopt(int orphan) throws IOException {
    if (nearestNodes == null) {
      nearestNodes = new NearestNodes(graph, distance, LIST_SIZE);
    }
    for (int candidate : nearestNodes.to(orphan)) {
      if (tryLink(candidate, orphan)) {
        return candidate;
      }
    }
    // Reached nodes have fewer tree edges than slots, so one of them can take the orphan.
    for (int i = queueEnd - 1; i >= 0; i--) {
      if (tryLink(queue[i], orphan)) {
        return queue[i];
      }
    }
    throw new AssertionError("no node can take another neighbor");
  }

  private boolean tryLink(int from, int to) {
    int degree = graph.neighbors(from, neighbors);
    if (degree < graph.maxDegree()) {
      neighbors[degree] = to;
      graph.set(from, neighbors, degree + 1);
      return true;
    }
    for (int i = degree - 1; i >= 0; i--) {
      if (parent[neighbors[i]] != from) {
        neighbors[i] = to;
        graph.set(from, neighbors, degree);
        return true;
      }
    }
    return false;
  }
}

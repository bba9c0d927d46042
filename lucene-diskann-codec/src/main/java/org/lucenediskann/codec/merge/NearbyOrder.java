package org.lucenediskann.codec.merge;

import static org.apache.lucene.search.DocIdSetIterator.NO_MORE_DOCS;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.IORunnable;
import org.lucenediskann.codec.graph.Graph;

/**
 * An order of a graph's nodes in which neighbors are mostly near each other, found without any
 * distance: a breadth-first walk from many nodes at once groups the nodes by the start that reached
 * them first. Work in this order finds most rows it needs in the cache.
 */
final class NearbyOrder {

  private static final int GROUP_SIZE = 256;
  private static final int NODES_BETWEEN_ABORT_CHECKS = 8192;
  private static final int NONE = -1;

  private final Graph graph;
  private final FixedBitSet nodes; // that take part; their neighbors do, too
  private final int[] group; // per node
  private final int[] queue;
  private final int[] row;
  private int queueEnd;
  private int groupCount;

  private NearbyOrder(Graph graph, FixedBitSet nodes) {
    this.graph = graph;
    this.nodes = nodes;
    this.group = new int[graph.size()];
    this.queue = new int[nodes.cardinality()];
    this.row = new int[graph.maxDegree()];
    Arrays.fill(group, NONE);
  }

  /** All nodes of a graph. */
  static int[] of(Graph graph, IORunnable abortCheck) throws IOException {
    FixedBitSet all = new FixedBitSet(Math.max(1, graph.size()));
    all.set(0, graph.size());
    NearbyOrder order = new NearbyOrder(graph, all);
    order.walk(GROUP_SIZE, abortCheck);
    return order.byGroup(order.starts());
  }

  /**
   * Some nodes of a graph in groups, the start of each first.
   *
   * @param nodes whose neighbors are among them
   * @param size mean number of nodes in a group
   */
  static int[][] groups(Graph graph, FixedBitSet nodes, int size, IORunnable abortCheck)
      throws IOException {
    NearbyOrder order = new NearbyOrder(graph, nodes);
    order.walk(size, abortCheck);
    int[] starts = order.starts();
    int[] ordered = order.byGroup(starts.clone());
    int[][] groups = new int[order.groupCount][];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = Arrays.copyOfRange(ordered, starts[i], starts[i + 1]);
    }
    return groups;
  }

  private void start(int node) {
    join(node, groupCount++);
  }

  private void join(int node, int newGroup) {
    group[node] = newGroup;
    queue[queueEnd++] = node;
  }

  private void startEvery(int size) {
    int count = 0;
    for (int node = nodes.nextSetBit(0); node != NO_MORE_DOCS; node = next(node)) {
      if (count++ % size == 0) {
        start(node);
      }
    }
  }

  private int next(int node) {
    return node + 1 < nodes.length() ? nodes.nextSetBit(node + 1) : NO_MORE_DOCS;
  }

  private void walk(int groupSize, IORunnable abortCheck) throws IOException {
    startEvery(groupSize);
    int unreached = 0;
    for (int head = 0; head < queue.length; head++) {
      if (head % NODES_BETWEEN_ABORT_CHECKS == 0) {
        abortCheck.run();
      }
      for (; head == queueEnd; unreached++) {
        if (nodes.get(unreached) && group[unreached] == NONE) {
          start(unreached);
        }
      }
      expand(queue[head]);
    }
  }

  private void expand(int node) throws IOException {
    int degree = graph.neighbors(node, row);
    for (int i = 0; i < degree; i++) {
      if (group[row[i]] == NONE) {
        join(row[i], group[node]);
      }
    }
  }

  /** Where each group begins, and the end of the last. */
  private int[] starts() {
    int[] starts = new int[groupCount + 1];
    for (int node : queue) {
      starts[group[node] + 1]++;
    }
    for (int i = 0; i < groupCount; i++) {
      starts[i + 1] += starts[i];
    }
    return starts;
  }

  private int[] byGroup(int[] starts) {
    int[] order = new int[queue.length];
    for (int node : queue) {
      order[starts[group[node]]++] = node;
    }
    return order;
  }
}

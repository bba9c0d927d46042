package org.lucenediskann.codec.merge;

import java.io.IOException;
import java.util.Arrays;
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
  private final int[] group; // per node
  private final int[] queue;
  private final int[] row;
  private int queueEnd;
  private int groupCount;

  private NearbyOrder(Graph graph) {
    this.graph = graph;
    this.group = new int[graph.size()];
    this.queue = new int[graph.size()];
    this.row = new int[graph.maxDegree()];
    Arrays.fill(group, NONE);
  }

  /** All nodes of a graph. */
  static int[] of(Graph graph, IORunnable abortCheck) throws IOException {
    NearbyOrder order = new NearbyOrder(graph);
    for (int node = 0; node < graph.size(); node += GROUP_SIZE) {
      order.start(node);
    }
    order.walk(abortCheck);
    return order.byGroup();
  }

  private void start(int node) {
    join(node, groupCount++);
  }

  private void join(int node, int newGroup) {
    group[node] = newGroup;
    queue[queueEnd++] = node;
  }

  private void walk(IORunnable abortCheck) throws IOException {
    int unreached = 0;
    for (int head = 0; head < group.length; head++) {
      if (head % NODES_BETWEEN_ABORT_CHECKS == 0) {
        abortCheck.run();
      }
      for (; head == queueEnd; unreached++) {
        if (group[unreached] == NONE) {
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

  private int[] byGroup() {
    int[] starts = new int[groupCount + 1];
    for (int node : queue) {
      starts[group[node] + 1]++;
    }
    for (int i = 0; i < groupCount; i++) {
      starts[i + 1] += starts[i];
    }
    int[] order = new int[queue.length];
    for (int node : queue) {
      order[starts[group[node]]++] = node;
    }
    return order;
  }
}

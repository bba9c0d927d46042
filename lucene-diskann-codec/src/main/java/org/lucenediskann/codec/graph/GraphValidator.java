package org.lucenediskann.codec.graph;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.apache.lucene.util.FixedBitSet;

/**
 * Checks what every search relies on: entry points and neighbors are nodes, no node is its own
 * neighbor or has the same one twice, no degree exceeds the bound, and every node can be reached
 * from the entry points. Takes nothing on trust but {@link Graph#size()}.
 */
public final class GraphValidator {

  private static final int NOBODY = -1;

  private final Graph graph;
  private final int size;
  private final int[] row;
  private final int[] lastOwner; // per node: the node that listed it last
  private final FixedBitSet reached;
  private final int[] queue;
  private int queueEnd;
  private long edgeCount;
  private int minDegree = Integer.MAX_VALUE;
  private int maxDegree;
  private String firstProblem;

  private GraphValidator(Graph graph) {
    this.graph = graph;
    this.size = graph.size();
    this.row = new int[graph.maxDegree()];
    this.lastOwner = new int[size];
    this.reached = new FixedBitSet(Math.max(1, size));
    this.queue = new int[size];
    Arrays.fill(lastOwner, NOBODY);
  }

  /**
   * Reads a graph twice, node after node and breadth first; needs about 8 bytes of heap a node.
   *
   * @throws IOException if the graph cannot be read
   */
  public static GraphReport validate(Graph graph) throws IOException {
    return new GraphValidator(graph).validate();
  }

  /**
   * Validates a graph that should be sound.
   *
   * @throws IllegalStateException if it is not; the message says what is wrong, and where
   * @throws IOException if the graph cannot be read
   */
  public static GraphReport check(Graph graph) throws IOException {
    return validate(graph).check();
  }

  private GraphReport validate() throws IOException {
    checkEntryPoints();
    for (int node = 0; node < size; node++) {
      checkNode(node);
    }
    reachAll();
    int unreachable = size - queueEnd;
    if (unreachable > 0) {
      problem(
          "%d nodes cannot be reached from entry points %s, the first is %d",
          unreachable, Arrays.toString(graph.entryPoints()), firstUnreached());
    }
    double meanDegree = size == 0 ? 0 : (double) edgeCount / size;
    int least = size == 0 ? 0 : minDegree;
    return new GraphReport(
        size, edgeCount, least, meanDegree, maxDegree, unreachable, firstProblem);
  }

  private void checkEntryPoints() {
    int[] entryPoints = graph.entryPoints();
    if (size > 0 && entryPoints.length == 0) {
      problem("no entry points");
    }
    for (int i = 0; i < entryPoints.length; i++) {
      int entry = entryPoints[i];
      if (!isNode(entry)) {
        problem("entry point %d is no node", entry);
      } else if (contains(entryPoints, i, entry)) {
        problem("entry point %d comes twice", entry);
      }
    }
  }

  private static boolean contains(int[] values, int end, int value) {
    for (int i = 0; i < end; i++) {
      if (values[i] == value) {
        return true;
      }
    }
    return false;
  }

  private void checkNode(int node) throws IOException {
    int degree = graph.neighbors(node, row);
    if (degree < 0 || degree > row.length) {
      problem("node %d has degree %d, not in [0, %d]", node, degree, row.length);
    }
    minDegree = Math.min(minDegree, degree);
    maxDegree = Math.max(maxDegree, degree);
    int readable = readable(degree);
    edgeCount += readable;
    for (int i = 0; i < readable; i++) {
      checkNeighbor(node, row[i]);
    }
  }

  private void checkNeighbor(int node, int neighbor) {
    if (!isNode(neighbor)) {
      problem("neighbor %d of node %d is no node", neighbor, node);
      return;
    }
    if (neighbor == node) {
      problem("node %d is its own neighbor", node);
    }
    if (lastOwner[neighbor] == node) {
      problem("node %d has neighbor %d twice", node, neighbor);
    }
    lastOwner[neighbor] = node;
  }

  private void reachAll() throws IOException {
    reach(graph.entryPoints(), graph.entryPoints().length);
    for (int head = 0; head < queueEnd; head++) {
      reach(row, readable(graph.neighbors(queue[head], row)));
    }
  }

  private void reach(int[] nodes, int count) {
    for (int i = 0; i < count; i++) {
      if (isNode(nodes[i]) && !reached.getAndSet(nodes[i])) {
        queue[queueEnd++] = nodes[i];
      }
    }
  }

  private int firstUnreached() {
    int node = 0;
    while (reached.get(node)) {
      node++;
    }
    return node;
  }

  private int readable(int degree) {
    return Math.max(0, Math.min(degree, row.length));
  }

  private boolean isNode(int value) {
    return value >= 0 && value < size;
  }

  /** Keeps the first one. */
  private void problem(String format, Object... arguments) {
    if (firstProblem == null) {
      firstProblem = String.format(Locale.ROOT, format, arguments);
    }
  }
}

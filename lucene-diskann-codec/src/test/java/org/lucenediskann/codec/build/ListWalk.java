package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.lucenediskann.codec.graph.Graph;

/** The plainest search of a graph, and how much of the truth it finds. */
public final class ListWalk {

  private record Scored(int ord, double distance) {}

  private static final Comparator<Scored> NEAREST_FIRST =
      Comparator.comparingDouble(Scored::distance).thenComparingInt(Scored::ord);

  private final Graph graph;
  private final ArrayRows rows;
  private long visitedCount;

  public ListWalk(Graph graph, ArrayRows rows) {
    this.graph = graph;
    this.rows = rows;
  }

  /** Up to {@code listSize} near nodes, nearest first. */
  private TreeSet<Scored> walk(float[] query, int listSize) throws IOException {
    TreeSet<Scored> best = new TreeSet<>(NEAREST_FIRST);
    PriorityQueue<Scored> frontier = new PriorityQueue<>(NEAREST_FIRST);
    Set<Integer> seen = new HashSet<>();
    visit(query, graph.entryPoints(), graph.entryPoints().length, seen, best, frontier, listSize);
    int[] row = new int[graph.maxDegree()];
    while (!frontier.isEmpty() && best.contains(frontier.peek())) {
      int degree = graph.neighbors(frontier.poll().ord, row);
      visit(query, row, degree, seen, best, frontier, listSize);
    }
    return best;
  }

  private void visit(
      float[] query,
      int[] nodes,
      int count,
      Set<Integer> seen,
      TreeSet<Scored> best,
      PriorityQueue<Scored> frontier,
      int listSize) {
    for (int i = 0; i < count; i++) {
      if (seen.add(nodes[i])) {
        visitedCount++;
        Scored scored = new Scored(nodes[i], rows.squaredDistance(query, nodes[i]));
        best.add(scored);
        frontier.add(scored);
        if (best.size() > listSize) {
          best.pollLast();
        }
      }
    }
  }

  /**
   * Mean share of the {@code k} nearest that are found. What is as near as the k-th counts, so that
   * equals may stand for each other.
   */
  public double recall(float[][] queries, int k, int listSize) throws IOException {
    long found = 0;
    for (float[] query : queries) {
      double bound =
          IntStream.range(0, rows.size())
              .mapToDouble(ord -> rows.squaredDistance(query, ord))
              .sorted()
              .skip(k - 1)
              .findFirst()
              .orElseThrow();
      found +=
          walk(query, listSize).stream()
              .limit(k)
              .filter(scored -> scored.distance <= bound)
              .count();
    }
    return (double) found / queries.length / k;
  }

  /** How many vectors all walks so far have scored. */
  public long visitedCount() {
    return visitedCount;
  }
}

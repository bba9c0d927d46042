package org.lucenediskann.codec.search;

import java.io.IOException;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.lucenediskann.codec.graph.Graph;
import org.lucenediskann.codec.graph.RouterWalk;

/** Descends a graph's router for a query, within what the query may visit. */
final class RouterSearch {

  private static final int MIN_WIDTH = 2;
  private static final int MAX_WIDTH = 8;
  private static final int LIST_SIZE_PER_WIDTH = 10;

  private RouterSearch() {}

  /** Learns of every node that is scored on the way, which need not be scored again. */
  @FunctionalInterface
  interface Passed {
    Passed NOTHING = (nodes, scores, count) -> {};

    void add(int[] nodes, float[] scores, int count);
  }

  /** The nodes to start at; the graph's entry points if it has no router. */
  static int[] entries(
      RandomVectorScorer scorer, Graph graph, KnnCollector collector, Passed passed)
      throws IOException {
    if (graph.router().levels().isEmpty()) {
      return graph.entryPoints();
    }
    int width = Math.clamp(collector.k() / LIST_SIZE_PER_WIDTH, MIN_WIDTH, MAX_WIDTH);
    RouterWalk.Scorer counting =
        (nodes, scores, count) -> score(nodes, scores, count, scorer, collector, passed);
    return new RouterWalk(graph.router(), counting, width).descend();
  }

  private static int score(
      int[] nodes,
      float[] scores,
      int count,
      RandomVectorScorer scorer,
      KnnCollector collector,
      Passed passed)
      throws IOException {
    if (collector.earlyTerminated()) {
      return 0;
    }
    int scored = (int) Math.min(count, collector.visitLimit() - collector.visitedCount());
    collector.incVisitedCount(scored);
    scorer.bulkScore(nodes, scores, scored);
    passed.add(nodes, scores, scored);
    return scored;
  }
}

package org.lucenediskann.codec.search;

import java.io.IOException;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.lucenediskann.codec.graph.Graph;

/**
 * Greedy list search: always expand the best node not yet expanded, until none of them scores above
 * what the collector still takes.
 *
 * <p>Nodes that may not be hits are walked through all the same. Every node that scores above the
 * collector's bound is handed to it exactly once, also where the collector will not keep it: a
 * collector of all hits above a threshold raises its bound by what it sees below the threshold.
 */
sealed class ListSearch permits HopSearch {

  final RandomVectorScorer scorer;
  final Graph graph;
  final KnnCollector collector;
  private final KnnSearchStrategy strategy;
  final Bits accepted; // by ordinal; null = all
  final VisitedNodes visited;
  final CandidateQueue candidates = new CandidateQueue();
  final int[] row;
  private int[] block;
  private float[] scores;
  private float bound; // only scores above it are competitive

  /**
   * Whether the collector takes anything yet. Otherwise it is kept from all that is scored far from
   * the query: one of all hits above a threshold takes each as a step towards its bound.
   */
  final boolean isOpen;

  private boolean tieAllowed = true; // one node that scores the bound itself may be expanded

  ListSearch(RandomVectorScorer scorer, Graph graph, KnnCollector collector, Bits accepted) {
    this.scorer = scorer;
    this.graph = graph;
    this.collector = collector;
    this.strategy = collector.getSearchStrategy();
    this.accepted = accepted;
    this.visited = new VisitedNodes(graph.size());
    this.row = new int[graph.maxDegree()];
    this.block = new int[graph.maxDegree()];
    this.scores = new float[graph.maxDegree()];
    this.bound = collector.minCompetitiveSimilarity();
    this.isOpen = bound == Float.NEGATIVE_INFINITY;
  }

  void run() throws IOException {
    if (collector.earlyTerminated()) {
      return;
    }
    RouterSearch.Passed passed = isOpen ? this::pass : RouterSearch.Passed.NOTHING;
    walk(SearchEntries.of(scorer, graph, collector, passed));
    boolean mayLackHits = !SearchEntries.areSeeds(strategy) || bound == Float.NEGATIVE_INFINITY;
    if (candidates.isEmpty() && mayLackHits) {
      // What a router leads to need not lead everywhere, nor what seeds do.
      walk(graph.entryPoints());
    }
  }

  /** Nodes of the router are nodes of the graph: those scored on the way down are visited. */
  private void pass(int[] nodes, float[] nodeScores, int count) {
    for (int i = 0; i < count; i++) {
      if (visited.add(nodes[i])) {
        offer(nodes[i], nodeScores[i]);
      }
    }
  }

  private void walk(int[] entries) throws IOException {
    growBlock(entries.length);
    visit(entries, entries.length);
    while (hasNext()) {
      expandNext();
    }
  }

  final boolean hasNext() {
    return !candidates.isEmpty()
        && !collector.earlyTerminated()
        && worthExpanding(candidates.topScore());
  }

  final void expandNext() throws IOException {
    expand(candidates.pop());
    signalBlock();
  }

  /** Visits the neighbors of a node. */
  void expand(int node) throws IOException {
    visit(row, graph.neighbors(node, row));
  }

  final void growBlock(int length) {
    if (length > block.length) {
      block = new int[length];
      scores = new float[length];
    }
  }

  /** Scores those of the nodes that were not seen before, as one block; fewer if time is up. */
  private void visit(int[] nodes, int count) throws IOException {
    score(block, untilTerminated(visited.addAll(nodes, count, block)));
  }

  /** Scores nodes that are marked as visited, at most as many as {@code scores} has room for. */
  final void score(int[] nodes, int count) throws IOException {
    int fresh = (int) Math.min(count, collector.visitLimit() - collector.visitedCount());
    collector.incVisitedCount(fresh);
    if (fresh > 0 && scorer.bulkScore(nodes, scores, fresh) > bound) {
      for (int i = 0; i < fresh; i++) {
        offer(nodes[i], scores[i]);
      }
    }
  }

  /** How many of so many vectors may be scored: the collector is asked before each. */
  final int untilTerminated(int count) {
    int allowed = 0;
    while (allowed < count && !collector.earlyTerminated()) {
      allowed++;
    }
    return allowed;
  }

  private void offer(int node, float score) {
    if (!(score > bound)) { // nor if it is no number
      return;
    }
    enqueue(node, score);
    if ((accepted == null || accepted.get(node)) && collector.collect(node, score)) {
      raiseBound(collector.minCompetitiveSimilarity());
    }
  }

  final void enqueue(int node, float score) {
    candidates.add(node, score);
  }

  private void raiseBound(float competitive) {
    if (competitive > bound) {
      tieAllowed = true;
    }
    bound = competitive;
  }

  private boolean worthExpanding(float score) {
    if (score == bound && tieAllowed) {
      tieAllowed = false;
      return true;
    }
    return score > bound;
  }

  /** Tells a strategy that watches progress that one more node is expanded. */
  private void signalBlock() {
    boolean wrapsNothing =
        strategy instanceof KnnSearchStrategy.Seeded seeded && seeded.originalStrategy() == null;
    if (strategy != null && !wrapsNothing) {
      strategy.nextVectorsBlock();
    }
  }
}

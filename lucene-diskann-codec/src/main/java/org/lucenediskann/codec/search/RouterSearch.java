package org.lucenediskann.codec.search;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.lucenediskann.codec.graph.Graph;
import org.lucenediskann.codec.graph.Router;

/**
 * Descends a router to the nodes where a walk should start. On each level it is a greedy list
 * search with a list of a few nodes, which is where the next level starts.
 */
final class RouterSearch {

  private static final int MIN_WIDTH = 2;
  private static final int MAX_WIDTH = 8;
  private static final int LIST_SIZE_PER_WIDTH = 16;

  private final RandomVectorScorer scorer;
  private final KnnCollector collector;
  private final int width; // of the list
  private final int[] best; // positions in the level, the best first
  private final float[] bestScores;
  private final boolean[] expanded;
  private int count;

  private RouterSearch(RandomVectorScorer scorer, KnnCollector collector) {
    this.scorer = scorer;
    this.collector = collector;
    this.width = Math.clamp(collector.k() / LIST_SIZE_PER_WIDTH, MIN_WIDTH, MAX_WIDTH);
    this.best = new int[width];
    this.bestScores = new float[width];
    this.expanded = new boolean[width];
  }

  /** The nodes to start at; the graph's entry points if it has no router. */
  static int[] entries(RandomVectorScorer scorer, Graph graph, KnnCollector collector)
      throws IOException {
    int[] nodes = null;
    RouterSearch search = new RouterSearch(scorer, collector);
    for (Router.Level level : graph.router().levels()) {
      int[] starts = nodes == null ? level.graph().entryPoints() : positions(level, nodes);
      nodes = search.descend(level, starts);
    }
    return nodes == null ? graph.entryPoints() : nodes;
  }

  private static int[] positions(Router.Level level, int[] nodes) {
    int[] positions = new int[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      positions[i] = level.positionOf(nodes[i]);
    }
    return positions;
  }

  /** The nodes of the level that score best, near where one gets from the starts. */
  private int[] descend(Router.Level level, int[] starts) throws IOException {
    Graph graph = level.graph();
    count = 0;
    LevelBlock block =
        new LevelBlock(
            level.nodes(),
            new FixedBitSet(graph.size()),
            Math.max(starts.length, graph.maxDegree()));
    visit(block, starts, starts.length);
    int[] row = new int[graph.maxDegree()];
    for (int next = nextToExpand(); next >= 0; next = nextToExpand()) {
      expanded[next] = true;
      visit(block, row, graph.neighbors(best[next], row));
    }
    int[] nodes = new int[count];
    Arrays.setAll(nodes, i -> level.nodes()[best[i]]);
    return nodes;
  }

  private int nextToExpand() {
    if (collector.earlyTerminated()) {
      return -1;
    }
    for (int i = 0; i < count; i++) {
      if (!expanded[i]) {
        return i;
      }
    }
    return -1;
  }

  private void visit(LevelBlock block, int[] positions, int length) throws IOException {
    long left = collector.visitLimit() - collector.visitedCount();
    int fresh = block.fill(positions, length, left);
    collector.incVisitedCount(fresh);
    if (fresh > 0) {
      scorer.bulkScore(block.ords, block.scores, fresh);
    }
    for (int i = 0; i < fresh; i++) {
      insert(block.positions[i], block.scores[i]);
    }
  }

  private void insert(int position, float score) {
    if (count == width && score <= bestScores[width - 1]) {
      return;
    }
    int at = count < width ? count++ : width - 1;
    for (; at > 0 && bestScores[at - 1] < score; at--) {
      best[at] = best[at - 1];
      bestScores[at] = bestScores[at - 1];
      expanded[at] = expanded[at - 1];
    }
    best[at] = position;
    bestScores[at] = score;
    expanded[at] = false;
  }

  /** Those of a few positions that were not seen before, to be scored at once. */
  private static final class LevelBlock {
    private final int[] nodes; // of the level
    private final FixedBitSet seen;
    private final int[] positions;
    private final int[] ords;
    private final float[] scores;

    LevelBlock(int[] nodes, FixedBitSet seen, int capacity) {
      this.nodes = nodes;
      this.seen = seen;
      this.positions = new int[capacity];
      this.ords = new int[capacity];
      this.scores = new float[capacity];
    }

    int fill(int[] from, int length, long most) {
      int fresh = 0;
      for (int i = 0; i < length && fresh < most; i++) {
        if (!seen.getAndSet(from[i])) {
          positions[fresh] = from[i];
          ords[fresh++] = nodes[from[i]];
        }
      }
      return fresh;
    }
  }
}

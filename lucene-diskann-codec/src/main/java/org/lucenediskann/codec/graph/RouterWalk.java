package org.lucenediskann.codec.graph;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.util.FixedBitSet;

/**
 * Descends a router to the nodes where a walk should start. On each level it is a greedy list
 * search with a list of a few nodes, which is where the next level starts. Where the router asks
 * for it and no node stands out from all that was seen, more nodes are followed.
 */
public final class RouterWalk {

  /** A node scores near the best if it is nearer to it than to the mean of all nodes seen. */
  private static final float NEAR_BEST = .5f;

  /** Scores nodes of the full graph. */
  @FunctionalInterface
  public interface Scorer {

    /**
     * Scores the first of the nodes, all unless the walk has to end.
     *
     * @param scores receives them; higher is nearer
     * @return how many were scored
     */
    int score(int[] nodes, float[] scores, int count) throws IOException;
  }

  private final Router router;
  private final Scorer scorer;
  private final int width;
  private final int[] best; // positions in the level, the best first
  private final float[] bestScores;
  private final boolean[] expanded;
  private int count;
  private double scoreSum; // of all nodes seen
  private long seenCount;
  private boolean ended;

  /**
   * Prepares one descent.
   *
   * @param width length of the list, at least; {@link Router#maxWidth} may be more
   */
  public RouterWalk(Router router, Scorer scorer, int width) {
    this.router = router;
    this.scorer = scorer;
    this.width = width;
    int capacity = Math.max(width, router.maxWidth());
    this.best = new int[capacity];
    this.bestScores = new float[capacity];
    this.expanded = new boolean[capacity];
  }

  /**
   * Descends all levels, of which there must be one.
   *
   * @return the nodes arrived at, the best first; none if nothing could be scored
   */
  public int[] descend() throws IOException {
    int[] nodes = null;
    for (Router.Level level : router.levels()) {
      int[] starts = nodes == null ? level.graph().entryPoints() : positions(level, nodes);
      nodes = descend(level, starts);
    }
    return nodes;
  }

  /** The score of the first node arrived at. */
  public float bestScore() {
    return bestScores[0];
  }

  /** The mean score of all nodes seen on the way. */
  public double meanScore() {
    return scoreSum / seenCount;
  }

  private static int[] positions(Router.Level level, int[] nodes) {
    int[] positions = new int[nodes.length];
    Arrays.setAll(positions, i -> level.positionOf(nodes[i]));
    return positions;
  }

  private int[] descend(Router.Level level, int[] starts) throws IOException {
    Graph graph = level.graph();
    count = 0;
    Block block = new Block(level.nodes(), Math.max(starts.length, graph.maxDegree()));
    visit(block, starts, starts.length);
    int[] row = new int[graph.maxDegree()];
    for (int next = nextToExpand(); next >= 0; next = nextToExpand()) {
      expanded[next] = true;
      visit(block, row, graph.neighbors(best[next], row));
    }
    int[] nodes = new int[followed()];
    Arrays.setAll(nodes, i -> level.nodes()[best[i]]);
    return nodes;
  }

  private int nextToExpand() {
    int end = ended ? 0 : followed();
    for (int i = 0; i < end; i++) {
      if (!expanded[i]) {
        return i;
      }
    }
    return -1;
  }

  /**
   * How many of the list are followed: as many as it has to, then those that score near the best.
   */
  private int followed() {
    int followed = Math.min(count, width);
    double least = bestScores[0] - NEAR_BEST * (bestScores[0] - meanScore());
    while (followed < count && bestScores[followed] >= least) {
      followed++;
    }
    return followed;
  }

  private void visit(Block block, int[] positions, int length) throws IOException {
    int fresh = block.fill(positions, length);
    int scored = fresh == 0 ? 0 : scorer.score(block.nodes, block.scores, fresh);
    ended = scored < fresh;
    for (int i = 0; i < scored; i++) {
      scoreSum += block.scores[i];
      insert(block.positions[i], block.scores[i]);
    }
    seenCount += scored;
  }

  private void insert(int position, float score) {
    int last = best.length - 1;
    if (count > last && score <= bestScores[last]) {
      return;
    }
    int at = count <= last ? count++ : last;
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
  private static final class Block {
    private final int[] levelNodes;
    private final FixedBitSet seen;
    private final int[] positions;
    private final int[] nodes;
    private final float[] scores;

    Block(int[] levelNodes, int capacity) {
      this.levelNodes = levelNodes;
      this.seen = new FixedBitSet(levelNodes.length);
      this.positions = new int[capacity];
      this.nodes = new int[capacity];
      this.scores = new float[capacity];
    }

    int fill(int[] from, int length) {
      int fresh = 0;
      for (int i = 0; i < length; i++) {
        if (!seen.getAndSet(from[i])) {
          positions[fresh] = from[i];
          nodes[fresh++] = levelNodes[from[i]];
        }
      }
      return fresh;
    }
  }
}

package org.lucenediskann.codec.search;

import java.io.IOException;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/**
 * Scores ordinals one after the other, in blocks. Where one block holds them all, what is to be
 * read is asked of the operating system at once.
 */
final class ExactScan {

  /** How many ordinals are scored at once, at least. */
  static final int BLOCK = 64;

  private final RandomVectorScorer scorer;
  private final KnnCollector collector;
  private final VisitedNodes before;
  private final boolean aboveThreshold;
  private final int[] ords;
  private final float[] scores;
  private int pending;
  private boolean first = true; // block

  private ExactScan(
      RandomVectorScorer scorer, KnnCollector collector, VisitedNodes before, int block) {
    this.scorer = scorer;
    this.collector = collector;
    this.before = before;
    this.aboveThreshold = GraphSearch.isAboveThreshold(collector);
    this.ords = new int[block];
    this.scores = new float[block];
  }

  /**
   * Scores the given ordinals until there are no more or the collector has had enough.
   *
   * @param before ordinals to leave out; null = none
   */
  static void scan(
      RandomVectorScorer scorer,
      KnnCollector collector,
      DocIdSetIterator accepted,
      VisitedNodes before)
      throws IOException {
    new ExactScan(scorer, collector, before, BLOCK).run(accepted);
  }

  /**
   * Scores so few ordinals that they may be one block.
   *
   * @param count how many there are
   */
  static void scanFew(
      RandomVectorScorer scorer, KnnCollector collector, DocIdSetIterator accepted, int count)
      throws IOException {
    new ExactScan(scorer, collector, null, Math.max(BLOCK, count)).run(accepted);
  }

  private void run(DocIdSetIterator accepted) throws IOException {
    int ord = accepted.nextDoc();
    while (ord != DocIdSetIterator.NO_MORE_DOCS) {
      if (pending == ords.length) {
        scoreBlock(false);
      }
      if (!mayGoOn()) {
        break;
      }
      ords[pending++] = ord;
      ord = accepted.nextDoc();
    }
    boolean complete = ord == DocIdSetIterator.NO_MORE_DOCS;
    if (first && complete) {
      Handover.prefetch(scorer, ords, pending);
    }
    scoreBlock(complete);
  }

  /**
   * The collector is asked before every vector of the first block, so that a time limit is noticed
   * inside, then once a block: asking would be a tenth of what a scan costs.
   */
  private boolean mayGoOn() {
    return (!first && pending > 0) || !collector.earlyTerminated();
  }

  /**
   * A score that equals the bound may still count: the bound can be the lowest score wanted.
   *
   * @param last whether there are no more ordinals
   */
  private void scoreBlock(boolean last) throws IOException {
    int left = before == null ? pending : before.addAll(ords, pending, ords);
    int count = (int) Math.min(left, collector.visitLimit() - collector.visitedCount());
    pending = 0;
    first = false;
    count(count, last && count == left);
    float bound = collector.minCompetitiveSimilarity();
    if (count > 0 && scorer.bulkScore(ords, scores, count) >= bound) {
      for (int i = 0; i < count; i++) {
        if (scores[i] >= bound) {
          collector.collect(ords[i], scores[i]);
        }
      }
    }
  }

  /**
   * Lucene's queries for all above a threshold allow as many visits as their filter accepts, take a
   * limit that is reached for a search cut short, and would scan again: the last vector of all is
   * not counted then.
   */
  private void count(int count, boolean complete) {
    boolean reached = collector.visitedCount() + count == collector.visitLimit();
    collector.incVisitedCount(
        aboveThreshold && complete && reached && count > 0 ? count - 1 : count);
  }
}

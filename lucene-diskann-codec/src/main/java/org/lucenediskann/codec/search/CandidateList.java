package org.lucenediskann.codec.search;

import org.apache.lucene.search.HnswQueueSaturationCollector;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.hnsw.NeighborQueue;

/**
 * The best ordinals of a walk or scan, by scores that need not be final. Stands in for the query's
 * collector, which goes on to count what is visited and to say when it has had enough.
 */
final class CandidateList extends KnnCollector.Decorator {

  private static final int INITIAL_CAPACITY = 256;

  /** Those of Lucene's query: what a query sets instead cannot be read from its collector. */
  private static final double SATURATION = 0.995;

  private static final int LEAST_PATIENCE = 7;
  private static final double PATIENCE_SHARE = 0.3;

  private final int size;
  private final KnnSearchStrategy strategy;
  private final NeighborQueue best; // worst first

  /**
   * An empty list.
   *
   * @param size its places
   * @param collector the query's
   * @param strategy how to search, which is the collector's own, or what is left of it
   */
  CandidateList(int size, KnnCollector collector, KnnSearchStrategy strategy) {
    super(collector);
    this.size = size;
    this.strategy = strategy;
    this.best = new NeighborQueue(Math.min(size, INITIAL_CAPACITY), false);
  }

  /**
   * What to search with: the list itself or, for a query that loses patience when nothing better is
   * found, one that watches the list. (The query's own would see nothing until the end.)
   */
  KnnCollector watched(int k) {
    KnnSearchStrategy asked =
        strategy instanceof KnnSearchStrategy.Seeded seeded ? seeded.originalStrategy() : strategy;
    return asked instanceof KnnSearchStrategy.Patience
        ? new HnswQueueSaturationCollector(
            this, SATURATION, Math.max(LEAST_PATIENCE, (int) (PATIENCE_SHARE * k)))
        : this;
  }

  @Override
  public KnnSearchStrategy getSearchStrategy() {
    return strategy;
  }

  @Override
  public int k() {
    return size;
  }

  @Override
  public boolean collect(int ord, float score) {
    if (best.size() < size) {
      best.add(ord, score);
      return true;
    }
    return best.insertWithOverflow(ord, score);
  }

  @Override
  public float minCompetitiveSimilarity() {
    return best.size() < size ? Float.NEGATIVE_INFINITY : best.topScore();
  }

  /** How many places are taken. */
  int numCollected() {
    return best.size();
  }

  @Override
  public TopDocs topDocs() {
    throw new UnsupportedOperationException("a list holds ordinals");
  }

  float worstScore() {
    return best.topScore();
  }

  int removeWorst() {
    return best.pop();
  }
}

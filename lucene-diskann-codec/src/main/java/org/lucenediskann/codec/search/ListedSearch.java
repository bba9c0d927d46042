package org.lucenediskann.codec.search;

import java.io.IOException;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.IOSupplier;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.lucenediskann.codec.graph.Graph;

/**
 * Search by way of a list that is longer than the hits wanted, or whose scores are not final: the
 * best of the list are handed to the collector in the end.
 *
 * <p>A collector that keeps one hit for each group of documents may not have enough then. It gets
 * the rest of the list, and after that a longer one.
 */
final class ListedSearch {

  private static final int GROWTH = 4;

  private final RandomVectorScorer scorer;
  private final IOSupplier<Graph> graph;
  private final KnnCollector collector; // of ordinals
  private final AcceptDocs acceptDocs;
  private final Handover handover;

  /**
   * Creates a search.
   *
   * @param scorer fills the list
   * @param exact scores what is handed over; null = the list's scores are handed over
   * @param collector the query's, for ordinals
   */
  ListedSearch(
      RandomVectorScorer scorer,
      RandomVectorScorer exact,
      IOSupplier<Graph> graph,
      KnnCollector collector,
      AcceptDocs acceptDocs) {
    this.scorer = scorer;
    this.graph = graph;
    this.collector = collector;
    this.acceptDocs = acceptDocs;
    this.handover = new Handover(exact, collector);
  }

  /**
   * Fills a list, longer ones if need be, and hands over what it holds.
   *
   * @param listSize its places, at least {@code first}
   * @param first how many to hand over at first
   */
  Answer run(int listSize, int first) throws IOException {
    KnnSearchStrategy strategy = collector.getSearchStrategy();
    int size = Math.min(listSize, scorer.maxOrd());
    while (true) {
      CandidateList list = new CandidateList(size, collector, strategy);
      FilterPlan plan = GraphSearch.collect(scorer, graph, list.watched(collector.k()), acceptDocs);
      boolean exhausted = list.numCollected() < size || size == scorer.maxOrd();
      handover.take(list, scorer.maxOrd());
      boolean cutShort = collector.earlyTerminated();
      handover.offerBest(cutShort ? collector.k() : first);
      if (!cutShort && !hasEnough()) {
        handover.offerBest(size);
      }
      if (cutShort || exhausted || hasEnough()) {
        return new Answer(plan, plan != FilterPlan.EXACT ? size : 0, handover.reranked());
      }
      size = (int) Math.min((long) size * GROWTH, scorer.maxOrd());
      strategy = withoutSeeds(strategy); // they can be read only once
    }
  }

  /** A collector that still takes everything has fewer hits than it wants. */
  private boolean hasEnough() {
    return collector.minCompetitiveSimilarity() > Float.NEGATIVE_INFINITY;
  }

  private static KnnSearchStrategy withoutSeeds(KnnSearchStrategy strategy) {
    return strategy instanceof KnnSearchStrategy.Seeded seeded
        ? seeded.originalStrategy()
        : strategy;
  }
}

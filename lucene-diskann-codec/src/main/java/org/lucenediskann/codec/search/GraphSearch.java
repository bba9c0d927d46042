package org.lucenediskann.codec.search;

import java.io.IOException;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.IOSupplier;
import org.apache.lucene.util.hnsw.OrdinalTranslatedKnnCollector;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.lucenediskann.codec.graph.Graph;

/** Finds the documents of one segment and field whose vectors score best against a query. */
public final class GraphSearch {

  private static final float OPEN = Float.NEGATIVE_INFINITY; // bound of a collector not yet full

  private GraphSearch() {}

  /**
   * Collects hits, each document at most once, with its exact score unless the query goes without.
   *
   * <p>The collector's visit limit is looked at before every block of vectors, its early
   * termination before every vector, or at least every block. Where there are codes they are what a
   * walk or scan reads, and the best of its list are reranked. A collector of everything above a
   * threshold (of which {@code k} is 1, and the bound never open) is served from the vectors
   * themselves: how far a code's score may be off is not known.
   *
   * @param scorers score ordinals against the query
   * @param graph opens the field's graph, which a scan does not need; null = there is none
   * @param effort how long a list, how many of it to rerank
   * @param collector receives document ids
   * @param acceptDocs the documents that may be hits
   * @return the way it was answered; {@link FilterPlan#EXACT} if there was nothing to do
   */
  public static Answer search(
      QueryScorers scorers,
      IOSupplier<Graph> graph,
      SearchEffort effort,
      KnnCollector collector,
      AcceptDocs acceptDocs)
      throws IOException {
    int k = collector.k();
    boolean aboveThreshold = isAboveThreshold(collector);
    boolean coded = scorers.codes() != null && !(effort.rerank() && aboveThreshold);
    boolean reranking = coded && effort.rerank();
    RandomVectorScorer scorer = (coded ? scorers.codes() : scorers.exact()).get();
    RandomVectorScorer exact = reranking ? scorers.exact().get() : null;
    int listSize = reranking ? effort.codedListSize(k) : effort.listSize(k);
    KnnCollector byOrdinal = new OrdinalTranslatedKnnCollector(collector, scorer::ordToDoc);
    if (aboveThreshold || (listSize <= k && !reranking)) {
      FilterPlan plan = collect(scorer, graph, byOrdinal, acceptDocs);
      return new Answer(plan, plan != FilterPlan.EXACT ? k : 0, 0);
    }
    int accepted = Math.min(acceptDocs.cost(), scorer.maxOrd());
    if (reranking && accepted <= effort.reranked(k)) {
      ExactScan.scanFew(exact, byOrdinal, AcceptedOrds.of(exact, acceptDocs), accepted);
      return new Answer(FilterPlan.EXACT, 0, 0);
    }
    return new ListedSearch(scorer, exact, graph, byOrdinal, acceptDocs)
        .run(listSize, reranking ? effort.reranked(k) : listSize);
  }

  /** Whether all hits above a threshold are wanted: k is 1, and the bound never open. */
  static boolean isAboveThreshold(KnnCollector collector) {
    return collector.k() == 1 && collector.minCompetitiveSimilarity() > OPEN;
  }

  /**
   * Collects ordinals with the scores the scorer gives them.
   *
   * @param collector its {@code k} is the search list size
   */
  static FilterPlan collect(
      RandomVectorScorer scorer,
      IOSupplier<Graph> graph,
      KnnCollector collector,
      AcceptDocs acceptDocs)
      throws IOException {
    int size = scorer.maxOrd();
    if (size == 0 || collector.k() == 0) {
      return FilterPlan.EXACT;
    }
    int accepted = Math.min(acceptDocs.cost(), size);
    FilterPlan plan = FilterPlan.choose(graph != null, size, accepted, collector.k());
    switch (plan) {
      case EXACT -> ExactScan.scan(scorer, collector, AcceptedOrds.of(scorer, acceptDocs), null);
      case GRAPH ->
          new ListSearch(scorer, graph.get(), collector, scorer.getAcceptOrds(acceptDocs.bits()))
              .run();
      case FILTERED -> {
        Bits ords = scorer.getAcceptOrds(acceptDocs.bits());
        HopSearch walk = new HopSearch(scorer, graph.get(), collector, ords, accepted);
        if (!walk.walked(AcceptedOrds.of(scorer, acceptDocs))) {
          DocIdSetIterator all = AcceptedOrds.of(scorer, acceptDocs);
          ExactScan.scan(scorer, collector, all, walk.visited);
          return FilterPlan.EXACT;
        }
      }
    }
    return plan;
  }
}

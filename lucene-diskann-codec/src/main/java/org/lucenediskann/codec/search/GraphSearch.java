package org.lucenediskann.codec.search;

import java.io.IOException;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.hnsw.OrdinalTranslatedKnnCollector;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.lucenediskann.codec.graph.Graph;

/** Finds the documents of one segment and field whose vectors score best against a query. */
public final class GraphSearch {

  private GraphSearch() {}

  /**
   * Collects hits, each document at most once, with the score the scorer gives it.
   *
   * <p>The collector's {@code k} is the search list size; its visit limit is looked at before every
   * block of vectors, its early termination before every vector.
   *
   * @param scorer scores ordinals against the query; used by the calling thread only
   * @param graph the field's graph, or null to search exactly
   * @param collector receives document ids
   * @param acceptDocs the documents that may be hits
   * @return the way it was answered; {@link FilterPlan#EXACT} if there was nothing to do
   */
  public static FilterPlan search(
      RandomVectorScorer scorer, Graph graph, KnnCollector collector, AcceptDocs acceptDocs)
      throws IOException {
    int size = scorer.maxOrd();
    if (size == 0 || collector.k() == 0) {
      return FilterPlan.EXACT;
    }
    int accepted = Math.min(acceptDocs.cost(), size);
    KnnCollector byOrdinal = new OrdinalTranslatedKnnCollector(collector, scorer::ordToDoc);
    FilterPlan plan = FilterPlan.choose(graph != null, size, accepted, collector.k());
    switch (plan) {
      case EXACT -> ExactScan.scan(scorer, byOrdinal, AcceptedOrds.of(scorer, acceptDocs));
      case GRAPH ->
          new ListSearch(scorer, graph, byOrdinal, scorer.getAcceptOrds(acceptDocs.bits())).run();
    }
    return plan;
  }
}

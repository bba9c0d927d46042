package org.lucenediskann.benchmarks.search;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.search.knn.KnnCollectorManager;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.lucenediskann.benchmarks.index.RowDocument;

/**
 * Lucene's own query, with all it does: it stops a walk that compares more vectors than the filter
 * accepts, and compares those; it searches good segments of many twice. Counts all of it. For
 * searchers without threads.
 */
public final class WatchedQuery extends KnnFloatVectorQuery {
  /**
   * Makes Lucene's query compare everything that is accepted and, being no final count, not search
   * segments again that had nothing but hits.
   */
  private static final TopDocs GAVE_UP =
      new TopDocs(new TotalHits(0, TotalHits.Relation.GREATER_THAN_OR_EQUAL_TO), new ScoreDoc[0]);

  private final boolean exact;
  private ScoreDoc[] hits = {};
  private long visited;

  private WatchedQuery(
      float[] target, int k, Query filter, KnnSearchStrategy strategy, boolean exact) {
    super(RowDocument.VECTOR, target, k, filter, strategy);
    this.exact = exact;
  }

  /** Leaves it to the vectors format how to search, and to {@code strategy}. */
  public static WatchedQuery approximate(
      float[] target, int k, Query filter, KnnSearchStrategy strategy) {
    return new WatchedQuery(target, k, filter, strategy, false);
  }

  /** Compares everything that is accepted, whatever the vectors format. */
  public static WatchedQuery exact(float[] target, int k, Query filter) {
    return new WatchedQuery(target, k, filter, KnnSearchStrategy.Hnsw.DEFAULT, true);
  }

  /** Searches; the best {@code k} rows. */
  public Hits run(OpenIndex index, int k) throws IOException {
    rewrite(index.searcher());
    int[] rows = new int[Math.min(k, hits.length)];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = index.row(hits[i].doc);
    }
    return new Hits(rows, visited);
  }

  @Override
  protected TopDocs approximateSearch(
      LeafReaderContext context, AcceptDocs acceptDocs, int limit, KnnCollectorManager manager)
      throws IOException {
    if (exact) {
      return GAVE_UP;
    }
    TopDocs found = super.approximateSearch(context, acceptDocs, limit, manager);
    visited += found.totalHits.value();
    return found;
  }

  @Override
  protected TopDocs exactSearch(
      LeafReaderContext context, DocIdSetIterator accepted, QueryTimeout timeout)
      throws IOException {
    visited += accepted.cost();
    TopDocs found = super.exactSearch(context, accepted, timeout);
    return exact ? new TopDocs(GAVE_UP.totalHits, found.scoreDocs) : found;
  }

  /** Keeps the hits, which Lucene is going to sort by document. */
  @Override
  protected TopDocs mergeLeafResults(TopDocs[] perLeaf) {
    TopDocs merged = super.mergeLeafResults(perLeaf);
    hits = merged.scoreDocs.clone();
    return merged;
  }
}

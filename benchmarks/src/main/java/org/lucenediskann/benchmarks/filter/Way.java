package org.lucenediskann.benchmarks.filter;

import java.util.Map;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.search.OpenIndex;
import org.lucenediskann.benchmarks.search.WatchedQuery;
import org.lucenediskann.codec.DiskAnnSearchStrategy;

/**
 * A way to find neighbors among accepted vectors.
 *
 * @param label what tables call it
 * @param parameters of the format, by name
 * @param index to search
 * @param maker makes the queries
 */
record Way(String label, Map<String, Object> parameters, OpenIndex index, Maker maker) {
  static final String EXACT = "exact";

  /** Makes queries for a list size. */
  interface Maker {
    WatchedQuery query(float[] target, Query filter, int listSize);
  }

  /** Every accepted vector is compared. */
  static Way exact(OpenIndex index, FilterSettings settings) {
    return new Way(
        EXACT,
        Map.of(),
        index,
        (target, filter, listSize) -> WatchedQuery.exact(target, settings.k(), filter));
  }

  /** By a graph. HNSW has no list size, so it is asked for as many hits. */
  static Way of(FormatSpec format, OpenIndex index, FilterSettings settings) {
    KnnSearchStrategy hnsw = new KnnSearchStrategy.Hnsw(settings.hnswThreshold());
    Maker maker =
        format.family().equals("diskann")
            ? (target, filter, listSize) ->
                WatchedQuery.approximate(
                    target,
                    settings.k(),
                    filter,
                    DiskAnnSearchStrategy.defaults().withSearchListSize(listSize))
            : (target, filter, listSize) ->
                WatchedQuery.approximate(target, listSize, filter, hnsw);
    return new Way(format.label(), format.parameters(), index, maker);
  }
}

package org.lucenediskann.codec.search;

import java.io.IOException;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.lucenediskann.codec.graph.Graph;

/**
 * Where a walk starts: at the query's own seeds if it has some, else where the graph's router
 * leads.
 */
final class SearchEntries {

  private SearchEntries() {}

  static int[] of(
      RandomVectorScorer scorer, Graph graph, KnnCollector collector, RouterSearch.Passed passed)
      throws IOException {
    KnnSearchStrategy strategy = collector.getSearchStrategy();
    return areSeeds(strategy)
        ? seeds((KnnSearchStrategy.Seeded) strategy, graph.size())
        : RouterSearch.entries(scorer, graph, collector, passed);
  }

  /** Whether the query brings its own nodes to start at. */
  static boolean areSeeds(KnnSearchStrategy strategy) {
    return strategy instanceof KnnSearchStrategy.Seeded seeded && seeded.numberOfEntryPoints() > 0;
  }

  private static int[] seeds(KnnSearchStrategy.Seeded seeded, int size) throws IOException {
    int[] ords = new int[seeded.numberOfEntryPoints()];
    DocIdSetIterator iterator = seeded.entryPoints();
    for (int i = 0; i < ords.length; i++) {
      ords[i] = iterator.nextDoc();
      if (ords[i] == DocIdSetIterator.NO_MORE_DOCS || ords[i] >= size) {
        throw new IllegalArgumentException(
            "seed "
                + i
                + " of "
                + ords.length
                + " is not an ordinal below "
                + size
                + ": "
                + ords[i]);
      }
    }
    return ords;
  }
}

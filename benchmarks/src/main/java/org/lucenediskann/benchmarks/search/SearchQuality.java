package org.lucenediskann.benchmarks.search;

import java.io.IOException;
import java.nio.file.Path;

/**
 * How well an index is searched.
 *
 * @param segments number of segments
 * @param recall mean recall@k, 0..1
 * @param visited mean number of vectors compared with a query
 */
public record SearchQuality(int segments, double recall, double visited) {
  /** Searches the index of float vectors in {@code dir} for all {@code queries}. */
  public static SearchQuality measure(
      Path dir, float[][] queries, Recall recall, int k, int listSize) throws IOException {
    double recallSum = 0;
    double visitedSum = 0;
    try (OpenIndex index = new OpenIndex(dir, false)) {
      for (int q = 0; q < queries.length; q++) {
        Hits hits = index.search(queries[q], k, listSize);
        recallSum += recall.of(q, hits.rows());
        visitedSum += hits.visited();
      }
      return new SearchQuality(
          index.segments(), recallSum / queries.length, visitedSum / queries.length);
    }
  }
}

package org.lucenediskann.benchmarks.robust;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.lucene.search.KnnCollector;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.index.IndexPlan;
import org.lucenediskann.benchmarks.index.Indexer;
import org.lucenediskann.benchmarks.index.WorkFolder;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.measure.Latencies;
import org.lucenediskann.benchmarks.progress.Progress;
import org.lucenediskann.benchmarks.search.CurvePoint;
import org.lucenediskann.benchmarks.search.ExactSearch;
import org.lucenediskann.benchmarks.search.Hits;
import org.lucenediskann.benchmarks.search.OpenIndex;
import org.lucenediskann.benchmarks.search.Recall;
import org.lucenediskann.benchmarks.search.WatchedQuery;

/** Indexes and searches one situation with one format after the other. */
final class RobustRun {
  private final Situation situation;
  private final DataSet data;
  private final int k;
  private final int[] listSizes;
  private final Recall recall;

  RobustRun(Situation situation, DataSet data, int k, int[] listSizes) {
    this.situation = situation;
    this.data = data;
    this.k = k;
    this.listSizes = listSizes;
    this.recall = new Recall(data, ExactSearch.neighbors(data, k), k);
  }

  RobustRecord run(FormatSpec format, WorkFolder work) throws IOException {
    Path dir = work.fresh("index");
    int[] rows = IntStream.range(0, data.base().size()).toArray();
    int perFlush = IndexPlan.docsPerFlush(rows.length, situation.segments());
    try (Progress progress =
        Progress.start(situation.label() + ", " + format.label(), rows.length)) {
      new Indexer(data, new IndexPlan(rows, perFlush, false, 1, false))
          .index(format, dir, progress);
    }
    try (OpenIndex index = new OpenIndex(dir, false)) {
      return new RobustRecord(
          situation.label(),
          format.label(),
          format.parameters(),
          data.metric().name().toLowerCase(Locale.ROOT),
          rows.length,
          data.base().dimension(),
          index.segments(),
          k,
          curve(index, format),
          Environment.detect());
    }
  }

  private List<CurvePoint> curve(OpenIndex index, FormatSpec format) throws IOException {
    List<CurvePoint> curve = new ArrayList<>();
    for (int listSize : listSizes) {
      curve.add(point(index, format.collector(k, listSize), listSize));
    }
    return curve;
  }

  /** {@code wanted} says what to ask Lucene's query for. */
  private CurvePoint point(OpenIndex index, KnnCollector wanted, int listSize) throws IOException {
    int queries = data.queries().size();
    long[] timesNs = new long[queries];
    double recallSum = 0;
    double visitedSum = 0;
    for (int q = 0; q < queries; q++) {
      WatchedQuery query =
          WatchedQuery.approximate(
              data.queries().row(q), wanted.k(), null, wanted.getSearchStrategy());
      long from = System.nanoTime();
      Hits hits = query.run(index, k);
      timesNs[q] = System.nanoTime() - from;
      recallSum += recall.of(q, hits.rows());
      visitedSum += hits.visited();
    }
    Latencies latencies = new Latencies(timesNs);
    return new CurvePoint(
        listSize,
        recallSum / queries,
        visitedSum / queries,
        latencies.percentileUs(.5),
        latencies.percentileUs(.99),
        latencies.perSecond());
  }
}

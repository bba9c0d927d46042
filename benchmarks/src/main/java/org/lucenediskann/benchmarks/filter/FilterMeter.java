package org.lucenediskann.benchmarks.filter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.Query;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.measure.Latencies;
import org.lucenediskann.benchmarks.search.CurvePoint;
import org.lucenediskann.benchmarks.search.Hits;
import org.lucenediskann.benchmarks.search.LiveNeighbors;
import org.lucenediskann.benchmarks.search.Recall;
import org.lucenediskann.benchmarks.search.WatchedQuery;

/**
 * Measures several ways under one filter for each query. The ways take turns, back and forth: none
 * of them always follows the one that has just read the same vectors.
 */
final class FilterMeter {
  private final List<Way> ways;
  private final FilterSettings settings;
  private final float[][] queries;
  private final BitSet[] accepted; // by query
  private final Recall recall;

  FilterMeter(
      DataSet data,
      LiveNeighbors neighbors,
      List<Way> ways,
      FilterSettings settings,
      BitSet[] accepted) {
    this.ways = ways;
    this.settings = settings;
    this.accepted = accepted;
    this.queries = new float[accepted.length][];
    Arrays.setAll(queries, data.queries()::row);
    int[][] truth = new int[accepted.length][];
    Arrays.parallelSetAll(truth, query -> neighbors.among(accepted[query], query));
    this.recall = new Recall(data, truth, settings.k());
  }

  /** The curve of each way, with lists as long as it takes to reach the recall. */
  List<List<CurvePoint>> measure() throws IOException {
    List<List<CurvePoint>> curves = new ArrayList<>();
    List<Query[]> filters = new ArrayList<>();
    for (Way way : ways) {
      curves.add(new ArrayList<>());
      filters.add(filters(way));
    }
    for (int listSize : settings.listSizes()) {
      measure(listSize, filters, curves);
    }
    return curves;
  }

  /** Made beforehand: what a filter costs is not that of the search. */
  private Query[] filters(Way way) {
    Map<BitSet, Query> made = new IdentityHashMap<>();
    return Arrays.stream(accepted)
        .map(rows -> made.computeIfAbsent(rows, way.index()::matching))
        .toArray(Query[]::new);
  }

  private void measure(int listSize, List<Query[]> filters, List<List<CurvePoint>> curves)
      throws IOException {
    List<Pass> passes = new ArrayList<>();
    for (int i = 0; i < ways.size(); i++) {
      List<CurvePoint> curve = curves.get(i);
      if (curve.isEmpty() || curve.getLast().recall() < settings.recall()) {
        passes.add(new Pass(ways.get(i), filters.get(i), curve));
      }
    }
    for (int repeat = 0; repeat < settings.repeats(); repeat++) {
      List<Pass> inTurns = repeat % 2 == 0 ? passes : passes.reversed();
      for (Pass pass : inTurns) {
        pass.search(listSize, repeat);
      }
    }
    passes.forEach(pass -> pass.finish(listSize));
  }

  /** All queries with one list size in one way. */
  private final class Pass {
    private final Way way;
    private final Query[] filters;
    private final List<CurvePoint> curve;
    private final long[][] timesNs = new long[queries.length][settings.repeats()];
    private final Hits[] hits = new Hits[queries.length];

    Pass(Way way, Query[] filters, List<CurvePoint> curve) {
      this.way = way;
      this.filters = filters;
      this.curve = curve;
    }

    void search(int listSize, int repeat) throws IOException {
      for (int q = 0; q < queries.length; q++) {
        WatchedQuery query = way.maker().query(queries[q], filters[q], listSize);
        long from = System.nanoTime();
        hits[q] = query.run(way.index(), settings.k());
        timesNs[q][repeat] = System.nanoTime() - from;
      }
    }

    void finish(int listSize) {
      long[] medians = new long[queries.length];
      double recallSum = 0;
      double visitedSum = 0;
      for (int q = 0; q < queries.length; q++) {
        Arrays.sort(timesNs[q]);
        medians[q] = timesNs[q][(settings.repeats() - 1) / 2];
        recallSum += recall.of(q, hits[q].rows());
        visitedSum += hits[q].visited();
      }
      Latencies latencies = new Latencies(medians);
      curve.add(
          new CurvePoint(
              listSize,
              recallSum / queries.length,
              visitedSum / queries.length,
              latencies.percentileUs(.5),
              latencies.percentileUs(.99),
              latencies.perSecond()));
    }
  }
}

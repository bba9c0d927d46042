package org.lucenediskann.benchmarks.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.lucenediskann.benchmarks.data.Vectors;
import org.lucenediskann.benchmarks.measure.Latencies;
import org.lucenediskann.benchmarks.progress.Progress;

/**
 * Measures recall and latency of several indexes of the same data. At every list size the indexes
 * take turns, {@code repeats} times, after all of it was searched once without being counted.
 */
public final class CurveMeter {
  private final float[][] queries;
  private final Recall recall;
  private final int k;
  private final int repeats;

  public CurveMeter(Vectors queries, Recall recall, int k, int repeats) {
    this.queries = new float[queries.size()][];
    Arrays.setAll(this.queries, queries::row);
    this.recall = recall;
    this.k = k;
    this.repeats = repeats;
  }

  /** The curve of each index, in the order of {@code indexes}; list sizes are at least k. */
  public List<List<CurvePoint>> measure(List<OpenIndex> indexes, int[] listSizes)
      throws IOException {
    List<List<CurvePoint>> curves = new ArrayList<>();
    indexes.forEach(index -> curves.add(new ArrayList<>()));
    int passes = listSizes.length * indexes.size() * (repeats + 1);
    try (Progress progress = Progress.start("search", (long) passes * queries.length)) {
      for (int listSize : listSizes) {
        pass(indexes, listSize, progress); // not counted
      }
      for (int listSize : listSizes) {
        List<CurvePoint> points = measure(indexes, listSize, progress);
        for (int i = 0; i < points.size(); i++) {
          curves.get(i).add(points.get(i));
        }
      }
    }
    return curves;
  }

  /** One pass over one index, without warming up. */
  public CurvePoint measureOnce(OpenIndex index, int listSize) throws IOException {
    return pass(index, listSize);
  }

  private List<CurvePoint> measure(List<OpenIndex> indexes, int listSize, Progress progress)
      throws IOException {
    List<List<CurvePoint>> passes = new ArrayList<>();
    indexes.forEach(index -> passes.add(new ArrayList<>()));
    for (int repeat = 0; repeat < repeats; repeat++) {
      List<CurvePoint> points = pass(indexes, listSize, progress);
      for (int i = 0; i < points.size(); i++) {
        passes.get(i).add(points.get(i));
      }
    }
    return passes.stream().map(CurveMeter::median).toList();
  }

  private List<CurvePoint> pass(List<OpenIndex> indexes, int listSize, Progress progress)
      throws IOException {
    List<CurvePoint> points = new ArrayList<>();
    for (OpenIndex index : indexes) {
      points.add(pass(index, listSize));
      progress.step(queries.length);
    }
    return points;
  }

  private CurvePoint pass(OpenIndex index, int listSize) throws IOException {
    long[] timesNs = new long[queries.length];
    Hits[] hits = new Hits[queries.length];
    for (int q = 0; q < queries.length; q++) {
      long from = System.nanoTime();
      hits[q] = index.search(queries[q], k, listSize);
      timesNs[q] = System.nanoTime() - from;
    }
    return summarize(listSize, hits, new Latencies(timesNs));
  }

  private CurvePoint summarize(int listSize, Hits[] hits, Latencies latencies) {
    double recallSum = 0;
    double visitedSum = 0;
    for (int q = 0; q < hits.length; q++) {
      recallSum += recall.of(q, hits[q].rows());
      visitedSum += hits[q].visited();
    }
    return new CurvePoint(
        listSize,
        recallSum / hits.length,
        visitedSum / hits.length,
        latencies.percentileUs(.5),
        latencies.percentileUs(.99),
        latencies.perSecond());
  }

  private static CurvePoint median(List<CurvePoint> passes) {
    return new CurvePoint(
        passes.getFirst().listSize(),
        median(passes, CurvePoint::recall),
        median(passes, CurvePoint::visited),
        median(passes, CurvePoint::p50Us),
        median(passes, CurvePoint::p99Us),
        median(passes, CurvePoint::qps));
  }

  private static double median(List<CurvePoint> passes, ToDoubleFunction<CurvePoint> value) {
    double[] sorted = passes.stream().mapToDouble(value).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}

package org.lucenediskann.benchmarks.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.lucenediskann.benchmarks.measure.Cost;

/** Costs of one format over several builds. */
final class MergeCosts {
  final List<Cost> builds = new ArrayList<>();
  final List<Cost> merges = new ArrayList<>();
  final List<Cost> rebuilds = new ArrayList<>();

  /** The median, the lower one of two; null if there are no costs. */
  static Double median(List<Cost> costs, ToDoubleFunction<Cost> figure) {
    double[] sorted = costs.stream().mapToDouble(figure).sorted().toArray();
    return sorted.length == 0 ? null : sorted[(sorted.length - 1) / 2];
  }
}

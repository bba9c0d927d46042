package org.lucenediskann.benchmarks.filter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Optional;
import org.lucenediskann.benchmarks.search.CurvePoint;

/**
 * What it takes to reach a recall.
 *
 * @param meanUs mean µs of a query
 * @param visited mean number of vectors compared with a query
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record AtRecall(double meanUs, double visited) {
  /**
   * Between the points of a curve logarithmic; at its first point if that has enough recall
   * already; empty if its last has not.
   */
  static Optional<AtRecall> of(List<CurvePoint> curve, double recall) {
    CurvePoint before = null;
    for (CurvePoint point : curve) {
      if (point.recall() >= recall) {
        return Optional.of(before == null ? at(point) : between(before, point, recall));
      }
      before = point;
    }
    return Optional.empty();
  }

  private static AtRecall at(CurvePoint point) {
    return new AtRecall(1e6 / point.qps(), point.visited());
  }

  private static AtRecall between(CurvePoint below, CurvePoint above, double recall) {
    double share = (recall - below.recall()) / (above.recall() - below.recall());
    AtRecall from = at(below);
    AtRecall to = at(above);
    return new AtRecall(
        from.meanUs() * Math.pow(to.meanUs() / from.meanUs(), share),
        from.visited() * Math.pow(to.visited() / from.visited(), share));
  }
}

package org.lucenediskann.benchmarks.search;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.junit.Test;

public class TestEqualVisited {
  private static final List<CurvePoint> CURVE =
      List.of(point(100, .5), point(400, .7), point(800, .9));

  @Test
  public void interpolatesInTheLogarithmOfVisited() {
    assertEquals(.6, EqualVisited.recallAt(CURVE, 200).orElseThrow(), 1e-9);
    assertEquals(.7, EqualVisited.recallAt(CURVE, 400).orElseThrow(), 0);
    assertEquals(.9, EqualVisited.recallAt(CURVE, 800).orElseThrow(), 0);
  }

  @Test
  public void guessesNothingBeyondTheEnds() {
    assertTrue(EqualVisited.recallAt(CURVE, 99).isEmpty());
    assertTrue(EqualVisited.recallAt(CURVE, 801).isEmpty());
    assertTrue(EqualVisited.recallAt(List.of(), 5).isEmpty());
  }

  @Test
  public void comparesCurvesWhereBothAre() {
    List<CurvePoint> other = List.of(point(50, .9), point(200, .55), point(400, .71));

    DoubleSummaryStatistics differences = EqualVisited.differences(other, CURVE);

    assertEquals(2, differences.getCount());
    assertEquals(-.05, differences.getMin(), 1e-9);
    assertEquals(.01, differences.getMax(), 1e-9);
  }

  private static CurvePoint point(double visited, double recall) {
    return new CurvePoint(10, recall, visited, 1, 1, 1);
  }
}

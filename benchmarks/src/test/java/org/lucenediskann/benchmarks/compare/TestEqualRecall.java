package org.lucenediskann.benchmarks.compare;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

public class TestEqualRecall {
  private static final List<ComparePoint> CURVE =
      List.of(point(.5, 10), point(.7, 40), point(.7, 50), point(.9, 400));

  private static ComparePoint point(double recall, double visited) {
    Spread none = new Spread(0, 0, 0);
    return new ComparePoint(10, recall, visited, none, none, none);
  }

  @Test
  public void interpolatesTheLogarithm() {
    assertEquals(20, at(.6), 1e-9);
  }

  @Test
  public void takesTheFirstPointThatReaches() {
    assertEquals(40, at(.7), 1e-9);
    assertEquals(10, at(.5), 1e-9);
    assertEquals(400, at(.9), 1e-9);
  }

  @Test
  public void knowsNothingBeyondItsEnds() {
    assertTrue(EqualRecall.valueAt(CURVE, .4, ComparePoint::visited).isEmpty());
    assertTrue(EqualRecall.valueAt(CURVE, .95, ComparePoint::visited).isEmpty());
  }

  private static double at(double recall) {
    return EqualRecall.valueAt(CURVE, recall, ComparePoint::visited).getAsDouble();
  }
}

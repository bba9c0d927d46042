package org.lucenediskann.benchmarks.search;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.Test;

public class TestEqualRecall {
  private static final List<Point> CURVE =
      List.of(new Point(.5, 10), new Point(.7, 40), new Point(.7, 50), new Point(.9, 400));

  private record Point(double recall, double visited) {}

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
    assertTrue(valueAt(.4).isEmpty());
    assertTrue(valueAt(.95).isEmpty());
  }

  private static double at(double recall) {
    return valueAt(recall).getAsDouble();
  }

  private static OptionalDouble valueAt(double recall) {
    return EqualRecall.valueAt(CURVE, Point::recall, recall, Point::visited);
  }
}

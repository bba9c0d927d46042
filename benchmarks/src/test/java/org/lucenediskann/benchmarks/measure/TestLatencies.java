package org.lucenediskann.benchmarks.measure;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import org.junit.Test;

public class TestLatencies {
  @Test
  public void percentilesAreTimesThatOccurred() {
    Latencies latencies = new Latencies(new long[] {4000, 1000, 3000, 2000});

    assertEquals(2, latencies.percentileUs(.5), 0);
    assertEquals(4, latencies.percentileUs(.99), 0);
    assertEquals(1, latencies.percentileUs(0), 0);
    assertEquals(400_000, latencies.perSecond(), 1e-6);
  }

  @Test
  public void needsTimes() {
    assertThrows(IllegalArgumentException.class, () -> new Latencies(new long[0]));
  }
}

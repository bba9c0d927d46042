package org.lucenediskann.benchmarks.search;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class TestScoreFloor {
  @Test
  public void isTheKthBestScoreGiveOrTakeRounding() {
    ScoreFloor floor = new ScoreFloor(3);
    for (float score : new float[] {.1f, .5f, .3f, .9f, .5f, .2f}) {
      floor.offer(score);
    }

    assertEquals(3, floor.size());
    assertEquals(.5f, floor.floor(), 1e-6f);
  }

  @Test
  public void anythingReachesAnEmptyOne() {
    ScoreFloor floor = new ScoreFloor(3);

    assertEquals(0, floor.size());
    assertEquals(Float.NEGATIVE_INFINITY, floor.floor(), 0);
  }
}

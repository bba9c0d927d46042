package org.lucenediskann.benchmarks.data;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.lucene.util.VectorUtil;
import org.junit.Test;

public class TestNoisyRepeats {
  private static final int ROWS = 200;
  private static final int DIMENSION = 16;

  @Test
  public void beginsWithTheRowsThemselves() {
    DataSet some = gaussians(Metric.EUCLIDEAN);

    Vectors more = NoisyRepeats.of(some, 700, 1).base();

    assertEquals(700, more.size());
    assertArrayEquals(some.base().row(0), more.row(0), 0);
    assertArrayEquals(some.base().row(ROWS - 1), more.row(ROWS - 1), 0);
    assertArrayEquals(more.row(650), NoisyRepeats.of(some, 700, 1).base().row(650), 0);
  }

  @Test
  public void movesRepeatsAboutAsFarAsNeighborsAreAway() {
    DataSet some = gaussians(Metric.EUCLIDEAN);
    Vectors more = NoisyRepeats.of(some, 2 * ROWS, 1).base();
    double moved = 0;
    double nearest = 0;
    for (int row = 0; row < ROWS; row++) {
      moved += distance(more, row, row + ROWS);
      nearest += nearestDistance(more, row);
    }

    assertTrue(moved / nearest + "", moved > .5 * nearest && moved < nearest);
  }

  @Test
  public void keepsLengthsWhereDirectionsCount() {
    DataSet some = gaussians(Metric.COSINE);
    Vectors more = NoisyRepeats.of(some, 2 * ROWS, 1).base();
    for (int row = 0; row < ROWS; row++) {
      float[] first = more.row(row);
      float[] second = more.row(row + ROWS);
      double length = Math.sqrt(VectorUtil.dotProduct(first, first));
      assertEquals(length, Math.sqrt(VectorUtil.dotProduct(second, second)), 1e-4 * length);
      double cosine = VectorUtil.cosine(first, second);
      assertTrue("" + cosine, cosine > .5 && cosine < 1);
    }
  }

  private static double nearestDistance(Vectors vectors, int row) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int other = 0; other < ROWS; other++) {
      nearest = other == row ? nearest : Math.min(nearest, distance(vectors, row, other));
    }
    return nearest;
  }

  private static double distance(Vectors vectors, int one, int other) {
    return Math.sqrt(VectorUtil.squareDistance(vectors.row(one), vectors.row(other)));
  }

  private static DataSet gaussians(Metric metric) {
    SplittableRandom random = new SplittableRandom(7);
    float[][] rows = new float[ROWS][DIMENSION];
    for (float[] row : rows) {
      double length = random.nextDouble(.1, 10);
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) random.nextGaussian(0, metric == Metric.COSINE ? length : 1);
      }
    }
    ArrayVectors base = new ArrayVectors(rows);
    return new DataSet(
        "gaussians", metric, base, base.first(5), Optional.empty(), Optional.empty(), false);
  }
}

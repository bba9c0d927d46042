package org.lucenediskann.benchmarks.data;

import java.util.SplittableRandom;

/**
 * Made-up vectors around random centers, any number of them at no cost in memory: a row is its
 * center plus a stretch of a long tape of noise. Center and stretch follow from row and seed.
 */
public final class ClusteredVectors implements Vectors {
  private static final int CENTERS = 1000;
  private static final int TAPE = 1 << 20; // a power of two
  private static final float SPREAD = .6f; // of a cluster, where centers spread by 1

  private final int size;
  private final int firstRow;
  private final float[][] centers;
  private final float[] tape; // TAPE + dimension values

  private ClusteredVectors(int size, int firstRow, float[][] centers, float[] tape) {
    this.size = size;
    this.firstRow = firstRow;
    this.centers = centers;
    this.tape = tape;
  }

  /** {@code size} rows. */
  public static ClusteredVectors of(int size, int dimension, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] centers = new float[CENTERS][];
    for (int i = 0; i < CENTERS; i++) {
      centers[i] = gaussians(random, dimension, 1);
    }
    return new ClusteredVectors(size, 0, centers, gaussians(random, TAPE + dimension, SPREAD));
  }

  private static float[] gaussians(SplittableRandom random, int count, float deviation) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian(0, deviation);
    }
    return values;
  }

  /** {@code count} further rows of the same clusters, none of which is one of these. */
  public ClusteredVectors more(int count) {
    return new ClusteredVectors(count, firstRow + size, centers, tape);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int dimension() {
    return centers[0].length;
  }

  @Override
  public void read(int row, float[] target) {
    SplittableRandom random = new SplittableRandom(firstRow + (long) row);
    float[] center = centers[random.nextInt(CENTERS)];
    int offset = random.nextInt(TAPE);
    for (int i = 0; i < center.length; i++) {
      target[i] = center[i] + tape[offset + i];
    }
  }
}

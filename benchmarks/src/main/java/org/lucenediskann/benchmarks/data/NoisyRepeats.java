package org.lucenediskann.benchmarks.data;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.lucene.util.VectorUtil;

/**
 * More vectors like given ones: those themselves, then again and again with noise that moves each
 * about as far as its nearest neighbor is away. Where only directions count, lengths stay.
 */
public final class NoisyRepeats implements Vectors {
  private static final int SAMPLE = 100;
  private static final int TAPE = 1 << 20; // a power of two
  private static final double SHARE = .7; // of the distance of a nearest neighbor: copies mix

  private final Vectors some;
  private final int size;
  private final boolean directions;
  private final float deviation; // of a coordinate; of a unit vector's where directions count
  private final float[] tape; // TAPE + dimension values of deviation 1

  private NoisyRepeats(
      Vectors some, int size, boolean directions, float deviation, SplittableRandom random) {
    this.some = some;
    this.size = size;
    this.directions = directions;
    this.deviation = deviation;
    this.tape = new float[TAPE + some.dimension()];
    for (int i = 0; i < tape.length; i++) {
      tape[i] = (float) random.nextGaussian();
    }
  }

  /** {@code data} with {@code size} vectors, more than it has, and the same queries. */
  public static DataSet of(DataSet data, int size, long seed) {
    boolean directions = data.metric() == Metric.COSINE || data.metric() == Metric.DOT;
    SplittableRandom random = new SplittableRandom(seed);
    double distance = nearestDistance(data.base(), directions, random);
    float deviation = (float) (SHARE * distance / Math.sqrt(data.base().dimension()));
    return new DataSet(
        data.name() + " repeated",
        data.metric(),
        new NoisyRepeats(data.base(), size, directions, deviation, random),
        data.queries(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /** Mean Euclidean distance of sampled rows to the nearest other row that is not the same. */
  private static double nearestDistance(
      Vectors vectors, boolean directions, SplittableRandom random) {
    float[][] sample = new float[Math.min(SAMPLE, vectors.size())][];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = read(vectors, random.nextInt(vectors.size()), directions);
    }
    double[] nearest = new double[sample.length];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    for (int row = 0; row < vectors.size(); row++) {
      float[] other = read(vectors, row, directions);
      for (int i = 0; i < sample.length; i++) {
        double squared = VectorUtil.squareDistance(sample[i], other);
        nearest[i] = squared > 0 ? Math.min(nearest[i], squared) : nearest[i];
      }
    }
    return Arrays.stream(nearest).filter(Double::isFinite).map(Math::sqrt).average().orElse(0);
  }

  private static float[] read(Vectors vectors, int row, boolean directions) {
    float[] vector = vectors.row(row);
    return directions ? VectorUtil.l2normalize(vector, false) : vector;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int dimension() {
    return some.dimension();
  }

  @Override
  public void read(int row, float[] target) {
    some.read(row % some.size(), target);
    if (row < some.size()) {
      return;
    }
    double length = directions ? length(target) : 1;
    float scale = (float) (deviation * length);
    int offset = new SplittableRandom(row).nextInt(TAPE);
    for (int i = 0; i < some.dimension(); i++) {
      target[i] += scale * tape[offset + i];
    }
    if (directions) {
      stretch(target, length);
    }
  }

  private double length(float[] vector) {
    double squared = 0;
    for (int i = 0; i < some.dimension(); i++) {
      squared += (double) vector[i] * vector[i];
    }
    return Math.sqrt(squared);
  }

  private void stretch(float[] vector, double length) {
    double now = length(vector);
    float factor = now == 0 ? 1 : (float) (length / now);
    for (int i = 0; i < some.dimension(); i++) {
      vector[i] *= factor;
    }
  }
}

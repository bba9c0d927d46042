package org.lucenediskann.benchmarks.robust;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.lucene.util.VectorUtil;
import org.lucenediskann.benchmarks.cli.SizedDataOptions;
import org.lucenediskann.benchmarks.data.ArrayVectors;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.data.Metric;
import org.lucenediskann.benchmarks.data.Vectors;

/** Vectors and queries that are not like each other, or not like those of a text. */
enum Situation {
  /** Queries from three times as far out as clusters of vectors. */
  OUTSIDE,
  /** Queries from the same clusters. */
  CLUSTERS,
  /** The same clusters in twenty segments. */
  SEGMENTS,
  /** Half of all vectors are equal; queries from where the others are. */
  EQUAL,
  /** Three dimensions. */
  FLAT,
  /** Queries that are stored. */
  STORED,
  /** Inner products of vectors with lengths from .04 to 12, evenly on a logarithmic scale. */
  LENGTHS;

  private static final long SEED = 42;
  private static final int DIMENSION = 32;
  private static final int SEGMENTS_OF_MANY = 20;
  private static final double SHORTEST = .04;
  private static final double LONGEST = 12;

  /** How it is called in records. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  int segments() {
    return this == SEGMENTS ? SEGMENTS_OF_MANY : 1;
  }

  /** So many vectors and queries, always the same. */
  DataSet data(int size, int queryCount) {
    SplittableRandom random = new SplittableRandom(SEED);
    DataSet clusters = SizedDataOptions.clusters(size, DIMENSION, queryCount);
    return switch (this) {
      case CLUSTERS, SEGMENTS -> clusters;
      case OUTSIDE -> of(clusters.base(), gaussians(random, queryCount, DIMENSION, 3));
      case STORED -> of(clusters.base(), clusters.base().first(queryCount));
      case FLAT -> of(gaussians(random, size, 3, 1), gaussians(random, queryCount, 3, 1));
      case EQUAL -> of(halfEqual(random, size), gaussians(random, queryCount, DIMENSION, 1));
      case LENGTHS ->
          of(ofManyLengths(random, size), gaussians(random, queryCount, DIMENSION, 1))
              .withMetric(Metric.MIP);
    };
  }

  private DataSet of(Vectors base, Vectors queries) {
    return new DataSet(
        label(), Metric.EUCLIDEAN, base, queries, Optional.empty(), Optional.empty(), false);
  }

  private static ArrayVectors gaussians(
      SplittableRandom random, int count, int dimension, double deviation) {
    float[][] rows = new float[count][dimension];
    for (float[] row : rows) {
      for (int i = 0; i < dimension; i++) {
        row[i] = (float) random.nextGaussian(0, deviation);
      }
    }
    return new ArrayVectors(rows);
  }

  private static Vectors halfEqual(SplittableRandom random, int size) {
    float[][] rows = new float[size][];
    Vectors different = gaussians(random, Math.ceilDiv(size, 2), DIMENSION, 1);
    Arrays.setAll(rows, i -> different.row(i % 2 == 0 ? 0 : i / 2));
    return new ArrayVectors(rows);
  }

  private static Vectors ofManyLengths(SplittableRandom random, int size) {
    float[][] rows = new float[size][];
    Vectors directions = gaussians(random, size, DIMENSION, 1);
    for (int i = 0; i < size; i++) {
      rows[i] = VectorUtil.l2normalize(directions.row(i));
      double length = SHORTEST * Math.pow(LONGEST / SHORTEST, random.nextDouble());
      for (int j = 0; j < DIMENSION; j++) {
        rows[i][j] *= (float) length;
      }
    }
    return new ArrayVectors(rows);
  }
}

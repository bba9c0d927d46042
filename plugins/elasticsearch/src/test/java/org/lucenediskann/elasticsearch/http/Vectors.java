package org.lucenediskann.elasticsearch.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.SplittableRandom;

/** Made-up vectors in clusters, by number: the same for the same seed. */
public final class Vectors {

  private static final int CLUSTERS = 20;
  private static final int BYTE_RANGE = 40; // of a standard deviation

  private final int dimension;
  private final long seed;
  private final boolean bytes;

  private Vectors(int dimension, long seed, boolean bytes) {
    this.dimension = dimension;
    this.seed = seed;
    this.bytes = bytes;
  }

  /** Vectors of length 1. */
  public static Vectors floats(int dimension, long seed) {
    return new Vectors(dimension, seed, false);
  }

  /** Vectors of whole numbers between -128 and 127. */
  public static Vectors bytes(int dimension, long seed) {
    return new Vectors(dimension, seed, true);
  }

  /** The vector of a number. */
  public ArrayNode get(long number) {
    double[] vector = new double[dimension];
    add(vector, new SplittableRandom(seed + number % CLUSTERS));
    add(vector, new SplittableRandom(~seed * 31 + number));
    double norm = norm(vector);
    ArrayNode json = Client.JSON.createArrayNode();
    for (double value : vector) {
      if (bytes) {
        json.add(Math.clamp(Math.round(value * BYTE_RANGE), -128, 127));
      } else {
        json.add((float) (value / norm));
      }
    }
    return json;
  }

  private static void add(double[] vector, SplittableRandom random) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] += random.nextGaussian();
    }
  }

  private static double norm(double[] vector) {
    double sum = 0;
    for (double value : vector) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}

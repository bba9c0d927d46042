package org.lucenediskann.codec.build;

import java.util.Arrays;
import java.util.Random;
import org.lucenediskann.codec.graph.VectorRows;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.RowMatrix;

/** Vectors on the heap, of any shape that may be hard on a builder. */
public record ArrayRows(float[][] vectors, int dimension) implements VectorRows {

  /** A value for each component of each vector. */
  public interface Component {
    float at(int ord, int i);
  }

  public static ArrayRows of(int size, int dimension, Component component) {
    float[][] vectors = new float[size][dimension];
    for (int ord = 0; ord < size; ord++) {
      for (int i = 0; i < dimension; i++) {
        vectors[ord][i] = component.at(ord, i);
      }
    }
    return new ArrayRows(vectors, dimension);
  }

  public static ArrayRows gaussian(Random random, int size, int dimension) {
    return of(size, dimension, (ord, i) -> (float) random.nextGaussian());
  }

  /** Gaussian clusters around gaussian centers. */
  public static ArrayRows clusters(
      Random random, int size, int dimension, int clusters, float centerSpread) {
    ArrayRows centers = gaussian(random, clusters, dimension);
    int[] cluster = random.ints(size, 0, clusters).toArray();
    return of(
        size,
        dimension,
        (ord, i) ->
            centerSpread * centers.vectors[cluster[ord]][i] + (float) random.nextGaussian());
  }

  /** Whole coordinates in {@code [0, values)}. */
  public static ArrayRows grid(Random random, int size, int dimension, int values) {
    return of(size, dimension, (ord, i) -> random.nextInt(values));
  }

  /** Vectors drawn from others: the more are drawn, the more are equal. */
  public ArrayRows drawn(Random random, int size) {
    int[] drawn = random.ints(size, 0, vectors.length).toArray();
    return of(size, dimension, (ord, i) -> vectors[drawn[ord]][i]);
  }

  public RowMatrix matrix() {
    DistanceKernel kernel = DistanceKernel.best();
    RowMatrix matrix = new RowMatrix(vectors.length, dimension);
    for (int row = 0; row < vectors.length; row++) {
      read(row, matrix.array(row), matrix.offset(row));
      matrix.updateNorm(row, kernel);
    }
    return matrix;
  }

  double squaredDistance(float[] query, int ord) {
    double sum = 0;
    for (int i = 0; i < dimension; i++) {
      double difference = (double) query[i] - vectors[ord][i];
      sum += difference * difference;
    }
    return sum;
  }

  @Override
  public int size() {
    return vectors.length;
  }

  @Override
  public void read(int ord, float[] dest, int offset) {
    System.arraycopy(vectors[ord], 0, dest, offset, dimension);
  }

  @Override
  public VectorRows copy() {
    return this;
  }

  @Override
  public String toString() {
    return vectors.length + " × " + dimension + " " + Arrays.toString(vectors[0]);
  }
}

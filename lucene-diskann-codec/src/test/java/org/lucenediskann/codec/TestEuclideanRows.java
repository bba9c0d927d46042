package org.lucenediskann.codec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.build.BuildContext;
import org.lucenediskann.codec.build.Surroundings;
import org.lucenediskann.codec.graph.SelectedRows;
import org.lucenediskann.codec.graph.VectorRows;

public class TestEuclideanRows extends LuceneTestCase {

  private static final int SIZE = 60;

  public void testEuclideanRowsAreTheVectors() throws IOException {
    List<float[]> vectors = vectors(7, 1f);
    VectorRows rows = rows(VectorSimilarityFunction.EUCLIDEAN, vectors);
    assertEquals(7, rows.dimension());
    float[] dest = new float[9];
    rows.read(3, dest, 1);
    for (int i = 0; i < 7; i++) {
      assertEquals(vectors.get(3)[i], dest[1 + i], 0f);
    }
    assertEquals(0f, dest[0], 0f);
    assertEquals(0f, dest[8], 0f);
  }

  /** The defining property: the nearer a row is to the query's, the higher Lucene's score. */
  public void testOrderIsLucenesOrder() throws IOException {
    for (VectorSimilarityFunction similarity : VectorSimilarityFunction.values()) {
      for (float magnitude : new float[] {1e-15f, 1f, 300f, 1e15f}) {
        assertOrder(similarity, magnitude);
      }
    }
  }

  private void assertOrder(VectorSimilarityFunction similarity, float magnitude)
      throws IOException {
    List<float[]> vectors = vectors(8, magnitude);
    VectorRows rows = rows(similarity, vectors);
    float[] query = vectors.get(0);
    double[] mapped = queryRow(similarity, vectors, rows);
    for (int a = 1; a < SIZE; a++) {
      for (int b = 1; b < SIZE; b++) {
        double goodA = goodness(similarity, query, vectors.get(a));
        double goodB = goodness(similarity, query, vectors.get(b));
        double far = Math.max(Math.abs(goodA), Math.abs(goodB));
        if (goodA - goodB > 1e-3 * far) {
          String message = similarity + " magnitude=" + magnitude + " a=" + a + " b=" + b;
          assertTrue(message, distance(rows, a, mapped) < distance(rows, b, mapped));
        }
      }
    }
  }

  /** Where a query goes: its direction for inner products, with 0 in the dimension they gain. */
  private static double[] queryRow(
      VectorSimilarityFunction similarity, List<float[]> vectors, VectorRows rows)
      throws IOException {
    double[] mapped = new double[rows.dimension()];
    if (similarity == VectorSimilarityFunction.EUCLIDEAN
        || similarity == VectorSimilarityFunction.COSINE) {
      float[] row = new float[rows.dimension()];
      rows.read(0, row, 0);
      for (int i = 0; i < row.length; i++) {
        mapped[i] = row[i];
      }
    } else {
      double norm = Math.sqrt(dot(vectors.get(0), vectors.get(0)));
      for (int i = 0; i < vectors.get(0).length; i++) {
        mapped[i] = vectors.get(0)[i] / norm;
      }
    }
    return mapped;
  }

  private static double goodness(VectorSimilarityFunction similarity, float[] q, float[] x) {
    return switch (similarity) {
      case EUCLIDEAN -> -(dot(q, q) + dot(x, x) - 2 * dot(q, x));
      case COSINE -> dot(q, x) / Math.sqrt(dot(q, q) * dot(x, x));
      case DOT_PRODUCT, MAXIMUM_INNER_PRODUCT -> dot(q, x);
    };
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  private static double distance(VectorRows rows, int ord, double[] query) throws IOException {
    float[] row = new float[rows.dimension()];
    rows.read(ord, row, 0);
    float sum = 0; // as a kernel would: in float
    for (int i = 0; i < row.length; i++) {
      float difference = (float) (row[i] - query[i]);
      sum += difference * difference;
    }
    assertTrue("in the range of float: " + sum, Float.isFinite(sum));
    return sum;
  }

  public void testUnitVectorsGainNoDimension() throws IOException {
    List<float[]> unit = new ArrayList<>();
    for (float[] vector : vectors(5, 1f)) {
      double norm = Math.sqrt(dot(vector, vector));
      for (int i = 0; i < vector.length; i++) {
        vector[i] = (float) (vector[i] / norm);
      }
      unit.add(vector);
    }
    assertEquals(5, rows(VectorSimilarityFunction.DOT_PRODUCT, unit).dimension());
    unit.set(0, new float[5]);
    assertEquals(6, rows(VectorSimilarityFunction.DOT_PRODUCT, unit).dimension());
  }

  public void testZeroVectorsGiveNumbers() throws IOException {
    for (VectorSimilarityFunction similarity : VectorSimilarityFunction.values()) {
      VectorRows zeros = rows(similarity, List.of(new float[3], new float[3]));
      float[] row = new float[zeros.dimension()];
      zeros.read(1, row, 0);
      for (float value : row) {
        assertTrue(similarity + " " + value, Float.isFinite(value));
      }
    }
  }

  public void testNoVectors() throws IOException {
    for (VectorSimilarityFunction similarity : VectorSimilarityFunction.values()) {
      assertEquals(
          0, EuclideanRows.of(similarity, floats(List.of(), 4), BuildContext.SERIAL).size());
    }
  }

  public void testReadingAllRowsCanBeAborted() {
    IOException aborted = new IOException("not wanted any more");
    VectorRows rows = floats(vectors(3, 1f), 3);
    IOException e =
        expectThrows(
            IOException.class,
            () ->
                EuclideanRows.of(
                    VectorSimilarityFunction.EUCLIDEAN,
                    rows,
                    Surroundings.SERIAL.withAbortCheck(
                        () -> {
                          throw aborted;
                        })));
    assertSame(aborted, e);
  }

  public void testBytesAreWidened() throws IOException {
    VectorRows rows = new ByteRows(ByteVectorValues.fromBytes(List.of(new byte[] {-128, 127}), 2));
    float[] row = new float[2];
    rows.copy().read(0, row, 0);
    assertEquals(-128f, row[0], 0f);
    assertEquals(127f, row[1], 0f);
  }

  public void testReordered() throws IOException {
    List<float[]> vectors = List.of(new float[] {0}, new float[] {1}, new float[] {2});
    VectorRows rows = new SelectedRows(floats(vectors, 1), new int[] {2, 0, 1});
    float[] row = new float[3];
    for (int ord = 0; ord < rows.size(); ord++) {
      rows.copy().read(ord, row, ord);
    }
    assertArrayEquals(new float[] {2, 0, 1}, row, 0f);
  }

  private static VectorRows rows(VectorSimilarityFunction similarity, List<float[]> vectors)
      throws IOException {
    VectorRows rows =
        EuclideanRows.of(similarity, floats(vectors, vectors.get(0).length), BuildContext.SERIAL);
    assertEquals(vectors.size(), rows.size());
    assertEquals(rows.size(), rows.copy().size());
    assertEquals(rows.dimension(), rows.copy().dimension());
    return rows;
  }

  private static VectorRows floats(List<float[]> vectors, int dimension) {
    return new FloatRows(FloatVectorValues.fromFloats(vectors, dimension));
  }

  /** Vectors of different norms. */
  private static List<float[]> vectors(int dimension, float magnitude) {
    Random random = random();
    List<float[]> vectors = new ArrayList<>();
    for (int ord = 0; ord < SIZE; ord++) {
      float[] vector = new float[dimension];
      float length = magnitude * (0.2f + random.nextFloat());
      for (int i = 0; i < dimension; i++) {
        vector[i] = length * (float) random.nextGaussian();
      }
      vectors.add(vector);
    }
    return vectors;
  }
}

package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.graph.GraphValidator;
import org.lucenediskann.codec.graph.NeighborLists;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.RowMatrix;

public class TestProjection extends LuceneTestCase {

  private static final BuildParameters PARAMETERS =
      new BuildParameters(32, 64, 1.2f, 8, 512, 4, 42);

  /** Rows in a subspace of few dimensions, turned into a space of many, away from the origin. */
  private static ArrayRows flat(int size, int dimension, int inner) {
    float[][] axes = new float[inner][dimension];
    for (float[] axis : axes) {
      for (int i = 0; i < dimension; i++) {
        axis[i] = (float) random().nextGaussian();
      }
    }
    float[][] vectors = new float[size][dimension];
    for (float[] vector : vectors) {
      Arrays.fill(vector, 3);
      for (float[] axis : axes) {
        float weight = (float) random().nextGaussian();
        for (int i = 0; i < dimension; i++) {
          vector[i] += weight * axis[i];
        }
      }
    }
    return ArrayRows.of(size, dimension, (ord, i) -> vectors[ord][i]);
  }

  public void testKeepsDistancesWithinTheSubspace() throws IOException {
    ArrayRows rows = flat(5000, 100, 10);
    Rows loaded = Rows.load(rows, PARAMETERS, Surroundings.SERIAL);
    assertEquals(16, loaded.values().dimension());
    RowPair pair = new RowPair(loaded.values(), DistanceKernel.best());
    for (int round = 0; round < 1000; round++) {
      int a = random().nextInt(5000);
      int b = random().nextInt(5000);
      double expected = 0;
      for (int i = 0; i < 100; i++) {
        double difference = (double) rows.vectors()[a][i] - rows.vectors()[b][i];
        expected += difference * difference;
      }
      double actual = pair.squaredDistance(a, b);
      assertEquals(expected, actual, 1e-3 * expected + 1e-2);
    }
  }

  public void testLeavesAloneWhatVariesEverywhere() throws IOException {
    assertNull(
        Projection.find(ArrayRows.gaussian(random(), 5000, 80), PARAMETERS, Surroundings.SERIAL));
  }

  /** The variance is all between the clusters, and neighbors differ everywhere. */
  public void testLeavesAloneTightClusters() throws IOException {
    ArrayRows centers = ArrayRows.gaussian(random(), 10, 80);
    ArrayRows spread = ArrayRows.gaussian(random(), 5000, 80);
    ArrayRows rows =
        ArrayRows.of(
            5000, 80, (ord, i) -> centers.vectors()[ord % 10][i] + .05f * spread.vectors()[ord][i]);
    assertNull(Projection.find(rows, PARAMETERS, Surroundings.SERIAL));
  }

  /** Clusters within a subspace: as many directions as keep their neighbors. */
  public void testKeepsNeighborsWithinTightClusters() throws IOException {
    ArrayRows inner = flat(5000, 100, 40);
    ArrayRows centers = flat(4, 100, 4);
    ArrayRows rows =
        ArrayRows.of(
            5000, 100, (ord, i) -> 20 * centers.vectors()[ord % 4][i] + inner.vectors()[ord][i]);
    int width = Projection.find(rows, PARAMETERS, Surroundings.SERIAL).width();
    assertTrue("" + width, width >= 32 && width <= 48);
  }

  public void testLeavesAloneTheFewAndTheShort() throws IOException {
    assertNull(Projection.find(flat(1000, 100, 10), PARAMETERS, Surroundings.SERIAL));
    assertNull(Projection.find(flat(5000, 48, 10), PARAMETERS, Surroundings.SERIAL));
  }

  /** No variance at all: whatever is kept, the build must end. */
  public void testEqualRows() throws IOException {
    ArrayRows rows = ArrayRows.of(5000, 80, (ord, i) -> i);
    NeighborLists graph = BatchBuilder.build(rows, PARAMETERS, Surroundings.SERIAL);
    GraphValidator.validate(graph).check();
  }

  /** Vectors that differ only where the projection does not look are still different vectors. */
  public void testDifferencesOutsideTheSubspaceAreSeen() throws IOException {
    ArrayRows inner = flat(5000, 100, 10);
    ArrayRows rows =
        ArrayRows.of(
            5001,
            101,
            (ord, i) -> i == 100 ? (ord < 5000 ? 0 : 1) : inner.vectors()[ord % 5000][i]);
    Rows loaded = Rows.load(rows, PARAMETERS, Surroundings.SERIAL);
    assertTrue(loaded.values().dimension() < 101);
    assertEquals(0, Duplicates.find(loaded, Surroundings.SERIAL).count());
  }

  public void testDirectionsAreOrthonormalAndOrderedWellEnough() throws IOException {
    int dimension = 40;
    RowMatrix covariance = new RowMatrix(dimension, dimension);
    for (int i = 0; i < dimension; i++) {
      covariance.array(i)[covariance.offset(i) + i] = 1f / (1 + i);
    }
    PrincipalComponents components = new PrincipalComponents(covariance, Surroundings.SERIAL);
    components.find(24, new SplittableRandom(random().nextLong()));
    RowMatrix directions = components.directions(24);
    RowMatrix products = directions.multiplyTransposed(directions, DistanceKernel.best());
    for (int i = 0; i < 24; i++) {
      for (int j = 0; j < 24; j++) {
        assertEquals(i == j ? 1 : 0, products.array(i)[products.offset(i) + j], 1e-4);
      }
    }
    // the first ten eigenvalues hold 68 % of the trace
    int count = components.countFor(0.68);
    assertTrue("" + count, count >= 10 && count <= 14);
    assertTrue(components.countFor(1.01) > 24);
  }
}

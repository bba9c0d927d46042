package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.graph.GraphValidator;
import org.lucenediskann.codec.graph.NeighborLists;

/**
 * What a search of the graphs must find. Data and seeds are fixed, so the figures are what they are
 * until the builder changes.
 */
public class TestGraphRecall extends LuceneTestCase {

  private static final BuildParameters DEFAULTS = new BuildParameters(32, 64, 1.2f, 12, 512, 5, 42);
  private static final int QUERIES = 100;

  private final Random random = new Random(4711);

  /** Recall of the 10 nearest with a list of 50. */
  private double recall(ArrayRows rows, float[][] queries) throws IOException {
    NeighborLists graph = BatchBuilder.build(rows, DEFAULTS, Surroundings.SERIAL);
    GraphValidator.check(graph);
    return new ListWalk(graph, rows).recall(queries, 10, 50);
  }

  private static void assertAtLeast(double floor, double recall) {
    assertTrue("recall " + recall, recall >= floor);
  }

  /** The last rows become queries. */
  private static float[][] queries(ArrayRows rows) {
    return Arrays.copyOfRange(rows.vectors(), rows.size() - QUERIES, rows.size());
  }

  private static ArrayRows withoutQueries(ArrayRows rows) {
    return new ArrayRows(Arrays.copyOf(rows.vectors(), rows.size() - QUERIES), rows.dimension());
  }

  public void testClusters() throws IOException {
    ArrayRows rows = ArrayRows.clusters(random, 5000 + QUERIES, 24, 20, 2);
    assertAtLeast(.97, recall(withoutQueries(rows), queries(rows)));
  }

  /** Numbers on a line, a random third of them: some nodes have all their nearest on one side. */
  public void testLineWithGaps() throws IOException {
    float[] places = new float[4000 + QUERIES];
    for (int i = 1; i < places.length; i++) {
      places[i] = places[i - 1] + 1 + random.nextInt(3) * random.nextInt(3);
    }
    ArrayRows rows = ArrayRows.of(4000, 2, (ord, i) -> i == 0 ? places[ord] : places[ord] % 7);
    float[][] queries = Arrays.copyOfRange(rows.vectors(), 2000, 2000 + QUERIES);
    assertAtLeast(.99, recall(rows, queries));
  }

  /** All in one leaf. */
  public void testFew() throws IOException {
    for (int size : new int[] {100, 300, 512}) {
      ArrayRows rows = ArrayRows.gaussian(random, size + QUERIES, 24);
      NeighborLists graph = BatchBuilder.build(withoutQueries(rows), DEFAULTS, Surroundings.SERIAL);
      assertAtLeast(.97, new ListWalk(graph, withoutQueries(rows)).recall(queries(rows), 10, 20));
    }
  }

  public void testUniform() throws IOException {
    ArrayRows rows = ArrayRows.of(5000 + QUERIES, 8, (ord, i) -> random.nextFloat());
    assertAtLeast(.97, recall(withoutQueries(rows), queries(rows)));
  }

  public void testDuplicates() throws IOException {
    ArrayRows distinct = ArrayRows.clusters(random, 1500 + QUERIES, 24, 20, 2);
    ArrayRows rows = withoutQueries(distinct).drawn(random, 6000);
    assertAtLeast(.97, recall(rows, queries(distinct)));
  }

  /** All the nearest of a vector are in its own cluster; some edges must lead to others. */
  public void testFewInTightClusters() throws IOException {
    for (int clusters : new int[] {5, 10, 30, 100}) {
      for (int size : new int[] {200, 400, 512, 600, 1000, 1536}) {
        ArrayRows rows = ArrayRows.clusters(random, size + QUERIES, 48, clusters, 6);
        assertAtLeast(.97, recall(withoutQueries(rows), queries(rows)));
      }
    }
  }

  /** All that a vector meets nearest in its leaves is in one cluster; some edges lead to others. */
  public void testManyTightClusters() throws IOException {
    ArrayRows rows = ArrayRows.clusters(random, 12_000 + QUERIES, 48, 400, 6);
    assertAtLeast(.98, recall(withoutQueries(rows), queries(rows)));
  }

  /** Whole numbers with many equal distances. */
  public void testGrid() throws IOException {
    ArrayRows rows = ArrayRows.grid(random, 5000 + QUERIES, 10, 4);
    assertAtLeast(.97, recall(withoutQueries(rows), queries(rows)));
  }

  /** Long vectors that differ in few directions, as those of language models do. */
  private ArrayRows flat(int size, int dimension, int rank, float scale, float shift) {
    ArrayRows latent = ArrayRows.clusters(random, size, rank, 20, 2);
    ArrayRows basis = ArrayRows.gaussian(random, rank, dimension);
    return ArrayRows.of(
        size,
        dimension,
        (ord, i) -> {
          double sum = shift + 0.05 * random.nextGaussian();
          for (int j = 0; j < rank; j++) {
            sum += latent.vectors()[ord][j] * basis.vectors()[j][i];
          }
          return (float) (scale * sum);
        });
  }

  /** Neither the unit the vectors are measured in nor where they are may matter. */
  public void testFewDirections() throws IOException {
    for (float scale : new float[] {1e-10f, 1, 1e10f}) {
      for (float shift : new float[] {0, 3, 30_000}) {
        ArrayRows rows = flat(5000 + QUERIES, 96, 16, scale, shift);
        assertAtLeast(.97, recall(withoutQueries(rows), queries(rows)));
      }
    }
  }

  /** Where the vectors are, seen from the origin, must not matter. */
  public void testFarFromTheOrigin() throws IOException {
    ArrayRows near = ArrayRows.clusters(random, 3000 + QUERIES, 24, 20, 2);
    for (float shift : new float[] {100, 10_000, 1_000_000}) {
      ArrayRows rows =
          ArrayRows.of(near.size(), near.dimension(), (ord, i) -> near.vectors()[ord][i] + shift);
      assertAtLeast(.97, recall(withoutQueries(rows), queries(rows)));
    }
  }
}

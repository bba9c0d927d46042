package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.lucene.tests.util.LuceneTestCase;

/** How many balls a vector joins. */
public class TestOverlap extends LuceneTestCase {

  private static final int FANOUT = 12;

  /** Vectors that differ in two ways meet their neighbors anywhere. */
  public void testFewWhereNeighborsMeet() throws IOException {
    assertEquals(8, fanout(ArrayRows.gaussian(random(), 3000, 2), FANOUT));
    assertEquals(16, fanout(ArrayRows.gaussian(random(), 3000, 2), 24));
  }

  /** In many dimensions nearest neighbors are hardly nearer than others. */
  public void testAllWhereTheyDoNot() throws IOException {
    assertEquals(FANOUT, fanout(ArrayRows.gaussian(random(), 3000, 60), FANOUT));
  }

  public void testWhatCannotBeLess() throws IOException {
    ArrayRows rows = ArrayRows.gaussian(random(), 600, 2);
    assertEquals(1, fanout(rows, 1));
    assertEquals(2, fanout(rows, 2));
    assertEquals("a single leaf", 1, fanout(ArrayRows.gaussian(random(), 64, 2), FANOUT));
  }

  private static int fanout(ArrayRows rows, int most) throws IOException {
    BuildParameters parameters = new BuildParameters(16, 32, 1.2f, most, 64, 5, 42);
    int[] ids = IntStream.range(0, rows.size()).toArray();
    return Overlap.fanout(rows.matrix(), ids, parameters, Surroundings.SERIAL);
  }

  /** Against sorting all distances. */
  public void testNeighborsOfProbes() throws IOException {
    ArrayRows rows = ArrayRows.gaussian(random(), 700, 9);
    int[] ids = IntStream.range(0, 700).filter(id -> id % 3 != 0).toArray();
    int[] probes = ProbeNeighbors.spread(ids, 20);
    assertEquals(20, Arrays.stream(probes).distinct().count());
    NearestLists nearest = ProbeNeighbors.find(rows.matrix(), probes, ids, 10, Surroundings.SERIAL);
    for (int probe = 0; probe < probes.length; probe++) {
      float[] of = rows.vectors()[probes[probe]];
      double[] sorted = new double[ids.length];
      Arrays.setAll(sorted, i -> rows.squaredDistance(of, ids[i]));
      Arrays.sort(sorted);
      assertEquals(probes[probe], nearest.id(probe, 0));
      for (int i = 0; i < 10; i++) {
        assertEquals(sorted[i], rows.squaredDistance(of, nearest.id(probe, i)), 1e-4);
      }
    }
  }
}

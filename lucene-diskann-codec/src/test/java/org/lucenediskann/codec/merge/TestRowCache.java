package org.lucenediskann.codec.merge;

import java.io.IOException;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.build.ArrayRows;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.RowMatrix;

/** Distances are right however few rows there is room for. */
public class TestRowCache extends LuceneTestCase {

  public void testDistances() throws IOException {
    DistanceKernel kernel = DistanceKernel.best();
    ArrayRows rows = ArrayRows.gaussian(random(), 500, 21);
    RowMatrix matrix = rows.matrix();
    for (int maxFloats : new int[] {32, 32 * 7, 32 * 300, 1 << 20}) {
      RowCache cache = new RowCache(rows, kernel, maxFloats);
      for (int round = 0; round < 50; round++) {
        int[] ords = random().ints(1 + random().nextInt(90), 0, 500).distinct().toArray();
        int[] slots = new int[ords.length];
        cache.newRound();
        int self = random().nextInt(500);
        int selfSlot = cache.load(self);
        for (int i = 0; i < ords.length; i++) {
          slots[i] = cache.load(ords[i]);
        }
        float[] distances = new float[ords.length];
        cache.distances(selfSlot, slots, ords.length, distances);
        for (int i = 0; i < ords.length; i++) {
          float expected = matrix.squaredDistance(self, ords[i], kernel);
          assertEquals(expected, distances[i], 0);
        }
      }
    }
  }

  public void testHeapIsBounded() {
    for (int threads : new int[] {1, 2, 16, 64}) {
      assertTrue(RowCache.ramBytes(100_000_000, 128, threads, Long.MAX_VALUE) < 110 << 20);
    }
    long memory = 64L << 20;
    long spare = RowCache.ROUND_ROWS * 131L * Float.BYTES;
    assertTrue(RowCache.ramBytes(100_000_000, 128, 1, memory) <= memory / 4 / 128 * 131 + spare);
    assertTrue(RowCache.ramBytes(100, 128, 1, Long.MAX_VALUE) < 2 << 20);
  }
}

package org.lucenediskann.codec.merge;

import java.io.IOException;
import java.util.stream.IntStream;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.build.ArrayRows;
import org.lucenediskann.codec.graph.NeighborLists;
import org.lucenediskann.codec.kernel.DistanceKernel;

/** One neighbor of a dead node takes its place. */
public class TestHeirChoice extends LuceneTestCase {

  private static final float[] LINE = {0, 1, -2, 5, 0};

  /** Who, of 1, 2 and 3, follows in the list of somebody at 0. */
  private static int heir(int loser, int... list) throws IOException {
    ArrayRows rows = ArrayRows.of(LINE.length, 1, (ord, i) -> LINE[ord]);
    NeighborLists graph = new NeighborLists(LINE.length, 4);
    graph.set(loser, list, list.length);
    HeirChoice choice =
        new HeirChoice(RowCache.of(rows, DistanceKernel.best(), 1, Long.MAX_VALUE), graph);
    choice.begin(new int[] {3, 2, 1}, 3);
    return choice.heir(loser);
  }

  public void testNearestFollows() throws IOException {
    assertEquals(1, heir(0));
    assertEquals(2, heir(0, 1));
    assertEquals(1, heir(0, 3));
  }

  /** 3 lies behind 1. */
  public void testNobodyFollowsWhoIsOccluded() throws IOException {
    assertEquals(HeirChoice.NONE, heir(0, 1, 2));
    assertEquals(HeirChoice.NONE, heir(0, 1, 2, 3));
  }

  public void testNobodyFollowsInItsOwnList() throws IOException {
    assertNotEquals(1, heir(1));
  }

  /** More lists than there is room for rows. */
  public void testManyLosers() throws IOException {
    ArrayRows rows = ArrayRows.of(3000, 1, (ord, i) -> ord);
    NeighborLists graph = new NeighborLists(rows.size(), 4);
    RowCache cache = new RowCache(rows, DistanceKernel.best(), 16 * 32);
    HeirChoice choice = new HeirChoice(cache, graph);
    choice.begin(IntStream.of(0, 1000, 2000, 2999).toArray(), 4);
    for (int loser = 1; loser < 999; loser++) {
      assertEquals(loser <= 500 ? 0 : 1000, choice.heir(loser));
    }
  }
}

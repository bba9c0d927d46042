package org.lucenediskann.codec.build;

import java.io.IOException;
import org.apache.lucene.util.FixedBitSet;
import org.lucenediskann.codec.graph.VectorRows;

/**
 * The nearest of all vectors for some of them, the newcomers, which are counted by ascending
 * ordinal.
 *
 * @param order indexes of the newcomers, near ones together
 * @param found by index of the newcomer: ordinals, nearest first
 */
public record CrossNeighbors(int[] order, int[][] found) {

  /**
   * Finds candidates, as many as a build list has.
   *
   * @param residents ordinals of all rows that are no newcomers; at least one is
   * @throws IOException if rows cannot be read or the work was aborted
   */
  public static CrossNeighbors find(
      VectorRows rows, FixedBitSet residents, BuildParameters parameters, BuildContext context)
      throws IOException {
    try (WorkingRows values = Rows.load(rows, parameters, context).values()) {
      return new CrossSearch(values, residents, parameters, context).run();
    }
  }
}

package org.lucenediskann.codec.build;

import java.io.IOException;
import org.lucenediskann.codec.graph.VectorRows;

/**
 * The nearest of all vectors for some of them, the newcomers.
 *
 * @param order indexes of the newcomers, near ones together
 * @param found by index of the newcomer: ordinals, nearest first
 */
public record CrossNeighbors(int[] order, int[][] found) {

  /** Members that a group had best have. */
  public static final int GROUP_SIZE = 128;

  /** Newcomers are candidates in so many of the groups that they join, the nearest. */
  public static final int HOMES = 2;

  /** Groups that a newcomer joins, as a share of the balls it would join in a build. */
  private static final double GROUPS_OF_FANOUT = 2.0 / 3;

  /**
   * Finds candidates, as many as a build list has.
   *
   * @param newcomers their ordinals
   * @param groups ordinals of all other rows in groups of near ones, their leader first
   * @throws IOException if rows cannot be read or the work was aborted
   */
  public static CrossNeighbors find(
      VectorRows rows,
      int[] newcomers,
      int[][] groups,
      BuildParameters parameters,
      BuildContext context)
      throws IOException {
    SourceRows source = new SourceRows(rows, context.newKernel());
    return new CrossSearch(source, newcomers, groups, parameters, context).run();
  }

  /** Groups that a newcomer joins. */
  public static int fanout(BuildParameters parameters) {
    return (int) Math.ceil(parameters.fanout() * GROUPS_OF_FANOUT);
  }
}

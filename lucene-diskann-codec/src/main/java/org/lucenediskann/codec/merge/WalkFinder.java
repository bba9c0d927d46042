package org.lucenediskann.codec.merge;

import java.io.IOException;
import java.util.Arrays;
import org.lucenediskann.codec.build.BatchBuilder;
import org.lucenediskann.codec.build.BuildContext;
import org.lucenediskann.codec.build.BuildParameters;
import org.lucenediskann.codec.build.PartContext;
import org.lucenediskann.codec.graph.NeighborLists;
import org.lucenediskann.codec.graph.SelectedRows;
import org.lucenediskann.codec.graph.VectorRows;

/**
 * Few newcomers: each walks the copied graph, which no newcomer is linked to yet, and gets its
 * neighbors in a small graph of the newcomers alone. They walk in the order of that small graph,
 * each beginning also where the one before ended.
 */
final class WalkFinder implements NewcomerFinder {

  private static final int SEEDS = 4;

  /** Of a list of candidates, so much is expanded, */
  private static final double REACH = 0.375;

  /** and so many of a short one: fewer steps miss neighbors, and generations add that up. */
  private static final int LEAST_REACH = 24;

  private final int[] newcomers;
  private final NeighborLists graph;
  private final NeighborLists amongNewcomers;
  private final int[] order;
  private final int[] entryPoints;
  private final int listSize;

  private WalkFinder(
      int[] newcomers,
      NeighborLists graph,
      NeighborLists amongNewcomers,
      int[] order,
      int[] entryPoints,
      int listSize) {
    this.newcomers = newcomers;
    this.graph = graph;
    this.amongNewcomers = amongNewcomers;
    this.order = order;
    this.entryPoints = entryPoints;
    this.listSize = listSize;
  }

  static WalkFinder prepare(
      VectorRows rows,
      int[] newcomers,
      NeighborLists graph,
      int[] entryPoints,
      BuildParameters parameters,
      BuildContext context)
      throws IOException {
    BuildParameters light = parameters.withFanout(Math.max(1, parameters.fanout() * 2 / 5));
    SelectedRows part = new SelectedRows(rows, newcomers);
    NeighborLists among = BatchBuilder.build(part, light, new PartContext(context));
    int[] order = NearbyOrder.of(among, context::checkAborted);
    int listSize = parameters.buildListSize();
    return new WalkFinder(newcomers, graph, among, order, entryPoints, listSize);
  }

  /** How much of a list of candidates is expanded. */
  static int reach(int listSize) {
    return Math.min(listSize, Math.max(LEAST_REACH, (int) Math.ceil(listSize * REACH)));
  }

  @Override
  public int[] order() {
    return order;
  }

  @Override
  public Finder open(RowCache rows) {
    NearWalk walk = new NearWalk(graph, rows, listSize, reach(listSize));
    int[] starts = Arrays.copyOf(entryPoints, entryPoints.length + SEEDS);
    int[] row = new int[amongNewcomers.maxDegree()];
    return new Finder() {
      private int startCount = entryPoints.length;

      @Override
      public void find(int node, int index, NodeList list) throws IOException {
        int found = walk.walk(node, starts, startCount);
        for (int i = 0; i < found; i++) {
          list.add(walk.found(i));
        }
        startCount = entryPoints.length;
        for (int i = 0; i < Math.min(SEEDS, found); i++) {
          starts[startCount++] = walk.found(i);
        }
        int degree = amongNewcomers.neighbors(index, row);
        for (int i = 0; i < degree; i++) {
          list.add(newcomers[row[i]]);
        }
      }
    };
  }
}

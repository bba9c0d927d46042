package org.lucenediskann.codec.merge;

import java.io.IOException;
import org.apache.lucene.util.FixedBitSet;
import org.lucenediskann.codec.build.BuildContext;
import org.lucenediskann.codec.build.BuildParameters;
import org.lucenediskann.codec.build.CrossNeighbors;
import org.lucenediskann.codec.graph.NeighborLists;
import org.lucenediskann.codec.graph.VectorRows;

/**
 * Many newcomers: the copied graph tells which residents are near each other, and newcomers are
 * compared with all of the groups whose leaders are nearest to them. From the nearest of those each
 * takes a few steps more.
 */
final class GroupFinder implements NewcomerFinder {

  /** So many of the nearest found are expanded: what the groups missed is next to them. */
  static final int REACH = 12;

  private final CrossNeighbors neighbors;
  private final NeighborLists graph;
  private final FixedBitSet residents;
  private final int listSize;

  private GroupFinder(
      CrossNeighbors neighbors, NeighborLists graph, FixedBitSet residents, int listSize) {
    this.neighbors = neighbors;
    this.graph = graph;
    this.residents = residents;
    this.listSize = listSize;
  }

  static GroupFinder prepare(
      VectorRows rows,
      int[] newcomers,
      NeighborLists graph,
      FixedBitSet residents,
      BuildParameters parameters,
      BuildContext context)
      throws IOException {
    int[][] groups =
        NearbyOrder.groups(graph, residents, CrossNeighbors.GROUP_SIZE, context::checkAborted);
    CrossNeighbors found = CrossNeighbors.find(rows, newcomers, groups, parameters, context);
    return new GroupFinder(found, graph, residents, parameters.buildListSize());
  }

  @Override
  public int[] order() {
    return neighbors.order();
  }

  @Override
  public Finder open(RowCache rows) {
    NearWalk walk = new NearWalk(graph, rows, listSize, REACH);
    int[] starts = new int[listSize];
    return (node, index, list) -> {
      int startCount = 0;
      for (int ord : neighbors.found()[index]) {
        if (residents.get(ord)) {
          starts[startCount++] = ord;
        }
      }
      int found = walk.walk(node, starts, startCount);
      for (int i = 0; i < found; i++) {
        list.add(walk.found(i));
      }
      for (int ord : neighbors.found()[index]) {
        if (!residents.get(ord)) {
          list.add(ord);
        }
      }
    };
  }
}

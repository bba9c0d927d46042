package org.lucenediskann.codec.merge;

import java.io.IOException;
import org.lucenediskann.codec.build.BuildContext;
import org.lucenediskann.codec.build.BuildParameters;
import org.lucenediskann.codec.build.Units;
import org.lucenediskann.codec.graph.NeighborLists;

/** Offers newcomers to the nodes that they chose, all those of one node at once. */
final class ReverseEdges {

  private static final int UNIT = 128;

  private final NeighborLists graph;
  private final BuildParameters parameters;
  private final RowCaches caches;
  private final boolean mended;
  private final int[] starts; // per node: where its offers begin
  private final int[] offers; // newcomers
  private final int[] targets; // nodes with offers, near ones together

  /**
   * Collects the offers.
   *
   * @param newcomers linked by now, in the order in which to offer them
   * @param offered for each of them the nodes that it is offered to
   * @param mended whether lists may not be as they were chosen
   */
  ReverseEdges(
      NeighborLists graph,
      int[] newcomers,
      int[][] offered,
      boolean mended,
      BuildParameters parameters,
      RowCaches caches) {
    this.graph = graph;
    this.parameters = parameters;
    this.caches = caches;
    this.mended = mended;
    this.starts = new int[graph.size() + 1];
    this.targets = new int[count(offered)];
    this.offers = new int[starts[graph.size()]];
    collect(newcomers, offered);
  }

  /** Adds the edges to the newcomers' neighbors, where their lists take them. */
  void link(BuildContext context) throws IOException {
    int units = (targets.length + UNIT - 1) / UNIT;
    Units.run(context, "link back", units, this::newWorker);
  }

  /** How many nodes have offers. */
  int targetCount() {
    return targets.length;
  }

  private int count(int[][] offered) {
    for (int[] nodes : offered) {
      for (int node : nodes) {
        starts[node + 1]++;
      }
    }
    int touched = 0;
    for (int node = 0; node < graph.size(); node++) {
      touched += starts[node + 1] > 0 ? 1 : 0;
      starts[node + 1] += starts[node];
    }
    return touched;
  }

  private void collect(int[] newcomers, int[][] offered) {
    int[] filled = new int[graph.size()];
    int touched = 0;
    for (int i = 0; i < newcomers.length; i++) {
      for (int target : offered[i]) {
        if (filled[target] == 0) {
          targets[touched++] = target;
        }
        offers[starts[target] + filled[target]++] = newcomers[i];
      }
    }
  }

  private Units.Worker newWorker() {
    NodeList list = new NodeList(graph.maxDegree() * 8);
    return unit -> {
      RowCache cache = caches.take();
      ListUpdate update =
          new ListUpdate(cache, graph.maxDegree(), parameters.alpha(), list.capacity());
      int to = Math.min(targets.length, (unit + 1) * UNIT);
      for (int i = unit * UNIT; i < to; i++) {
        int target = targets[i];
        int known = list.start(target, graph);
        for (int j = starts[target]; j < starts[target + 1]; j++) {
          list.add(offers[j]);
        }
        int length = update.update(target, list.nodes(), known, list.count(), mended);
        graph.set(target, update.chosen(), length);
      }
      caches.giveBack(cache);
    };
  }
}

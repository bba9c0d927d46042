package org.lucenediskann.codec.merge;

import java.io.IOException;
import org.lucenediskann.codec.build.BuildContext;
import org.lucenediskann.codec.build.BuildParameters;
import org.lucenediskann.codec.build.Units;
import org.lucenediskann.codec.graph.Graph;
import org.lucenediskann.codec.graph.NeighborLists;

/**
 * Closes the gaps that dead nodes leave: whoever had one as a neighbor is offered its live
 * neighbors instead. After <i>FreshDiskANN</i> (arXiv 2105.09613), Algorithm 4; but what is left of
 * a list is not chosen anew.
 */
final class Consolidation {

  private static final int UNIT = 128;

  /** Live neighbors of one dead node that are looked at, in the order of its list. */
  private static final int BEYOND = 8;

  private final BaseGraph base;
  private final MergeSource source;
  private final NeighborLists graph;
  private final BuildParameters parameters;
  private final RowCaches caches;

  private Consolidation(
      BaseGraph base, NeighborLists graph, BuildParameters parameters, RowCaches caches) {
    this.base = base;
    this.source = base.source();
    this.graph = graph;
    this.parameters = parameters;
    this.caches = caches;
  }

  /** Repairs all lists that lost a neighbor. */
  static void run(
      BaseGraph base,
      NeighborLists graph,
      BuildParameters parameters,
      RowCaches caches,
      BuildContext context)
      throws IOException {
    if (base.hurtCount() == 0) {
      return;
    }
    Consolidation consolidation = new Consolidation(base, graph, parameters, caches);
    int[] hurt = consolidation.hurtNodes(context);
    int units = (hurt.length + UNIT - 1) / UNIT;
    Units.run(context, "consolidate", units, () -> consolidation.newWorker(hurt));
  }

  /** Old ordinals, near ones together. */
  private int[] hurtNodes(BuildContext context) throws IOException {
    int[] hurt = new int[base.hurtCount()];
    int count = 0;
    for (int node : NearbyOrder.of(source.open(), context::checkAborted)) {
      if (base.isHurt(node)) {
        hurt[count++] = node;
      }
    }
    return hurt;
  }

  private Units.Worker newWorker(int[] hurt) throws IOException {
    Graph old = source.open();
    NodeList list = new NodeList(graph.maxDegree() * 8);
    int[] row = new int[old.maxDegree()];
    int[] beyond = new int[old.maxDegree()];
    return unit -> {
      RowCache cache = caches.take();
      ListUpdate update =
          new ListUpdate(cache, graph.maxDegree(), parameters.alpha(), list.capacity());
      int to = Math.min(hurt.length, (unit + 1) * UNIT);
      for (int i = unit * UNIT; i < to; i++) {
        int node = source.newOrd(hurt[i]);
        int degree = old.neighbors(hurt[i], row);
        int live = list.start(node, graph);
        for (int j = 0; j < degree; j++) {
          if (source.isDead(row[j])) {
            list.addLive(source, beyond, old.neighbors(row[j], beyond), BEYOND);
          }
        }
        int length = update.update(node, list.nodes(), live, list.count());
        graph.set(node, update.chosen(), length);
      }
      caches.giveBack(cache);
    };
  }
}

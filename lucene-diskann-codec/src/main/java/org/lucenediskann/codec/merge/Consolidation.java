package org.lucenediskann.codec.merge;

import java.io.IOException;
import java.util.stream.IntStream;
import org.lucenediskann.codec.build.BuildContext;
import org.lucenediskann.codec.build.Units;
import org.lucenediskann.codec.graph.Graph;
import org.lucenediskann.codec.graph.NeighborLists;

/**
 * Closes the gaps that dead nodes leave: whoever had one as a neighbor gets one of its live
 * neighbors instead, the nearest one that is not occluded by another one of these.
 *
 * <p>Work goes from dead node to dead node and not from list to list: all that is compared are the
 * neighbors of one node with those who lost it, so few rows are read, and most of a list stays as
 * it is, unread.
 */
final class Consolidation {

  private static final int UNIT = 64;
  private static final int NODES_BETWEEN_ABORT_CHECKS = 8192;

  private final BaseGraph base;
  private final MergeSource source;
  private final NeighborLists graph;
  private final RowCaches caches;
  private final BuildContext context;
  private final int[] starts; // per old ordinal: where those begin who lost it
  private final int[] losers; // new ordinals
  private final int[] heirs; // along with them: who takes the place, or none

  private Consolidation(BaseGraph base, NeighborLists graph, RowCaches caches, BuildContext context)
      throws IOException {
    this.base = base;
    this.source = base.source();
    this.graph = graph;
    this.caches = caches;
    this.context = context;
    this.starts = new int[source.size() + 1];
    forEachLoss((loser, dead) -> starts[dead]++);
    for (int node = 0; node < source.size(); node++) {
      starts[node + 1] += starts[node];
    }
    this.losers = new int[starts[source.size()]];
    forEachLoss((loser, dead) -> losers[--starts[dead]] = source.newOrd(loser));
    this.heirs = new int[losers.length];
  }

  /** Repairs all lists that lost a neighbor; returns how many were lost. */
  static int run(BaseGraph base, NeighborLists graph, RowCaches caches, BuildContext context)
      throws IOException {
    if (base.hurtCount() == 0) {
      return 0;
    }
    Consolidation consolidation = new Consolidation(base, graph, caches, context);
    int[] dead = consolidation.missed();
    int units = (dead.length + UNIT - 1) / UNIT;
    Units.run(context, "consolidate", units, () -> consolidation.newWorker(dead));
    consolidation.inherit();
    return consolidation.losers.length;
  }

  /** Takes old ordinals of a live node and of a dead one in its list. */
  private interface LossConsumer {
    void accept(int loser, int dead);
  }

  private void forEachLoss(LossConsumer consumer) throws IOException {
    Graph old = source.open();
    int[] row = new int[old.maxDegree()];
    for (int node = 0; node < source.size(); node++) {
      checkAborted(node);
      int degree = base.isHurt(node) ? old.neighbors(node, row) : 0;
      for (int i = 0; i < degree; i++) {
        if (source.isDead(row[i])) {
          consumer.accept(node, row[i]);
        }
      }
    }
  }

  private void checkAborted(int done) throws IOException {
    if (done % NODES_BETWEEN_ABORT_CHECKS == 0) {
      context.checkAborted();
    }
  }

  /** The dead that somebody lost. */
  private int[] missed() {
    return IntStream.range(0, source.size())
        .filter(node -> starts[node] < starts[node + 1])
        .toArray();
  }

  private Units.Worker newWorker(int[] dead) throws IOException {
    Graph old = source.open();
    int[] row = new int[old.maxDegree()];
    return unit -> {
      RowCache cache = caches.take();
      HeirChoice choice = new HeirChoice(cache, graph);
      int to = Math.min(dead.length, (unit + 1) * UNIT);
      for (int i = unit * UNIT; i < to; i++) {
        choice.begin(row, live(row, old.neighbors(dead[i], row)));
        for (int loss = starts[dead[i]]; loss < starts[dead[i] + 1]; loss++) {
          heirs[loss] = choice.heir(losers[loss]);
        }
      }
      caches.giveBack(cache);
    };
  }

  /** Leaves the new ordinals of those that live. */
  private int live(int[] row, int degree) {
    int live = 0;
    for (int i = 0; i < degree; i++) {
      if (!source.isDead(row[i])) {
        row[live++] = source.newOrd(row[i]);
      }
    }
    return live;
  }

  /** Puts the heirs at the end of the lists, where those are who stay if nobody nearer comes. */
  private void inherit() throws IOException {
    NodeList list = new NodeList(graph.maxDegree());
    for (int i = 0; i < losers.length; i++) {
      checkAborted(i);
      list.start(losers[i], graph);
      if (heirs[i] != HeirChoice.NONE && list.add(heirs[i])) {
        graph.set(losers[i], list.nodes(), list.count());
      }
    }
  }
}

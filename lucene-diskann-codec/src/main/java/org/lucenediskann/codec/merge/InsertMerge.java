package org.lucenediskann.codec.merge;

import java.io.IOException;
import org.apache.lucene.util.FixedBitSet;
import org.lucenediskann.codec.build.BuildContext;
import org.lucenediskann.codec.build.BuildParameters;
import org.lucenediskann.codec.build.CenteredRows;
import org.lucenediskann.codec.build.PhaseLog;
import org.lucenediskann.codec.build.Units;
import org.lucenediskann.codec.graph.Connectivity;
import org.lucenediskann.codec.graph.GraphValidator;
import org.lucenediskann.codec.graph.NeighborLists;
import org.lucenediskann.codec.graph.VectorRows;

/**
 * One graph holds most of what lives on: it is copied, the gaps of the dead are closed, and all
 * other vectors, the newcomers, are linked in as one batch.
 *
 * <p>Every phase reads what the phase before it left and writes lists that nobody else reads in the
 * same phase. So the graph is the same for any number of threads.
 */
final class InsertMerge {

  private static final int UNIT = 128;

  private final MergePlan.Insert plan;
  private final VectorRows rows;
  private final BuildParameters parameters;
  private final BuildContext context;
  private final NeighborLists graph;
  private final RowCaches caches;
  private final PhaseLog log;

  private InsertMerge(
      MergePlan.Insert plan, VectorRows rows, BuildParameters parameters, BuildContext context)
      throws IOException {
    this.plan = plan;
    this.rows = CenteredRows.of(rows);
    this.parameters = parameters;
    this.context = context;
    this.graph = new NeighborLists(rows.size(), parameters.maxDegree());
    this.caches = new RowCaches(this.rows, parameters.buildMemoryBytes(), context);
    this.log = new PhaseLog(context, rows.size());
  }

  static NeighborLists run(
      MergePlan.Insert plan, VectorRows rows, BuildParameters parameters, BuildContext context)
      throws IOException {
    return new InsertMerge(plan, rows, parameters, context).run();
  }

  private NeighborLists run() throws IOException {
    BaseGraph base = BaseGraph.copy(plan.base(), graph, context);
    log.done("copy", "lists with gaps", base.hurtCount());
    int gaps = Consolidation.run(base, graph, caches, context);
    log.done("consolidate", "gaps", gaps);
    graph.setEntryPoints(base.entryPoints());
    if (plan.newcomerCount() > 0) {
      insert(base);
    }
    int linked = connect();
    log.done("connect", "islands linked", linked);
    graph.setRouter(RouterMerge.run(plan, rows, parameters, context));
    log.done("carry router over", "levels", graph.router().levels().size());
    assert GraphValidator.check(graph).isSound();
    return graph;
  }

  private void insert(BaseGraph base) throws IOException {
    FixedBitSet residents = base.residents();
    int[] newcomers = newcomers(residents);
    NewcomerFinder finder = finder(residents, newcomers);
    log.done("prepare newcomers", "newcomers", newcomers.length);
    int units = (newcomers.length + UNIT - 1) / UNIT;
    int[] ordered = new int[newcomers.length];
    for (int i = 0; i < ordered.length; i++) {
      ordered[i] = newcomers[finder.order()[i]];
    }
    int[][] offers = new int[newcomers.length][];
    Units.run(
        context, "link newcomers", units, () -> linker(finder, ordered, base, residents, offers));
    log.done("link newcomers", "newcomers", newcomers.length);
    ReverseEdges edges =
        new ReverseEdges(graph, ordered, offers, base.isMended(), parameters, caches);
    edges.link(context);
    log.done("link back", "lists", edges.targetCount());
  }

  private int[] newcomers(FixedBitSet residents) {
    int[] newcomers = new int[plan.newcomerCount()];
    int count = 0;
    for (int ord = 0; ord < graph.size(); ord++) {
      if (!residents.get(ord)) {
        newcomers[count++] = ord;
      }
    }
    return newcomers;
  }

  private NewcomerFinder finder(FixedBitSet residents, int[] newcomers) throws IOException {
    return plan.walks()
        ? WalkFinder.prepare(rows, newcomers, graph, graph.entryPoints(), parameters, context)
        : GroupFinder.prepare(rows, newcomers, graph, residents, parameters, context);
  }

  private Units.Worker linker(
      NewcomerFinder finder, int[] ordered, BaseGraph base, FixedBitSet residents, int[][] offers) {
    NodeList list = new NodeList(parameters.buildListSize() + graph.maxDegree());
    int[] order = finder.order();
    int mostOffers = mostOffers(base);
    return unit -> {
      RowCache cache = caches.take();
      NewcomerFinder.Finder found = finder.open(cache);
      ListUpdate update =
          new ListUpdate(cache, graph.maxDegree(), parameters.alpha(), list.capacity());
      int to = Math.min(order.length, (unit + 1) * UNIT);
      for (int i = unit * UNIT; i < to; i++) {
        int node = ordered[i];
        list.start(node);
        found.find(node, order[i], list);
        graph.set(node, update.chosen(), update.choose(node, list.nodes(), list.count()));
        offers[i] = update.offers(list.nodes(), list.count(), mostOffers, graph, residents);
      }
      caches.giveBack(cache);
    };
  }

  /**
   * To how many of those that it chose a newcomer is offered. Where most lists are offered somebody
   * anyway and have to be read and measured, further offers cost little.
   */
  private int mostOffers(BaseGraph base) {
    int degree = graph.maxDegree();
    if (base.isMended()) {
      return degree;
    }
    boolean many = (long) plan.newcomerCount() * degree > plan.liveCount();
    return many ? (3 * degree + 3) / 4 : (degree + 1) / 2;
  }

  private int connect() throws IOException {
    RowCache cache = caches.take();
    int[] other = new int[1];
    float[] distance = new float[1];
    return Connectivity.repair(
        graph,
        (a, b) -> {
          cache.newRound();
          int slot = cache.load(a);
          other[0] = cache.load(b);
          cache.distances(slot, other, 1, distance);
          return distance[0];
        },
        context::checkAborted);
  }
}

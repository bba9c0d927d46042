package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.SplittableRandom;
import org.lucenediskann.codec.graph.Connectivity;
import org.lucenediskann.codec.graph.EntryPoints;
import org.lucenediskann.codec.graph.GraphValidator;
import org.lucenediskann.codec.graph.NeighborLists;
import org.lucenediskann.codec.graph.VectorRows;
import org.lucenediskann.codec.kernel.RowReader;

/**
 * One batch of vectors in, one graph out: partition, all pairs in each leaf, RobustPrune of every
 * node. After <i>PiPNN: Pick in Partitions</i> (arXiv 2602.21247), with RobustPrune of DiskANN
 * (NeurIPS 2019, Algorithm 2) as its last step.
 *
 * <p>The graph depends on the vectors, their order, the parameters and the seed; not on the number
 * of threads nor on the kernel.
 */
public final class BatchBuilder {

  private final VectorRows rows;
  private final BuildParameters parameters;
  private final BuildContext context;
  private final PhaseLog log;

  private BatchBuilder(VectorRows rows, BuildParameters parameters, BuildContext context) {
    this.rows = rows;
    this.parameters = parameters;
    this.context = context;
    this.log = new PhaseLog(context, rows.size());
  }

  /**
   * Builds the graph of all rows. Every node is reachable from the entry points.
   *
   * @return a graph by the rows' ordinals
   * @throws IOException if rows cannot be read or the work was aborted
   */
  public static NeighborLists build(
      VectorRows rows, BuildParameters parameters, BuildContext context) throws IOException {
    return new BatchBuilder(CenteredRows.of(rows), parameters, context).build();
  }

  private NeighborLists build() throws IOException {
    if (rows.size() == 0) {
      return new NeighborLists(0, parameters.maxDegree());
    }
    Rows loaded = Rows.load(rows, parameters, context);
    WorkingRows values = loaded.values();
    try {
      log.done("load", "dimensions kept", values.dimension());
      Duplicates duplicates = Duplicates.find(loaded, context);
      log.done("compare", "duplicates", duplicates.count());
      Balls balls = Balls.carve(values, duplicates.distinctOrds(), parameters, context);
      values = values.permute(duplicates.appendTo(balls.order()), context); // now by position
      log.done("partition", "balls", balls.count());
      NeighborLists graph = link(balls, values);
      duplicates.attach(graph);
      graph.setEntryPoints(EntryPoints.choose(balls.order(), parameters.seed()));
      connect(graph, values, duplicates.rowOf(balls.order()));
      return graph;
    } finally {
      values.close();
    }
  }

  private NeighborLists link(Balls balls, WorkingRows values) throws IOException {
    int size = balls.order().length;
    BuildMemory memory = BuildMemory.plan(size, values.dimension(), parameters, context);
    ChunkPool pool = new ChunkPool(memory.candidateBytes(), context.tempFiles());
    try (Candidates candidates = new Candidates(size, parameters.buildListSize(), pool)) {
      linkLeaves(balls, values, candidates);
      candidates.finish();
      log.done("leaves", "balls", balls.count());
      NeighborLists graph = new NeighborLists(rows.size(), parameters.maxDegree());
      PruneStage.run(values, candidates, balls.order(), parameters, graph, context);
      log.done("prune", "edges", graph.edgeCount());
      return graph;
    }
  }

  private void linkLeaves(Balls balls, RowReader values, Candidates candidates) throws IOException {
    Units.run(
        context,
        "leaves",
        balls.count(),
        () -> {
          LeafCarver carver = new LeafCarver(values.copy(), candidates, parameters, context);
          return ball -> carver.link(balls.takeMembers(ball), randomOf(ball));
        });
  }

  private void connect(NeighborLists graph, RowReader values, int[] rowOf) throws IOException {
    RowPair pair = new RowPair(values.copy(), context.newKernel());
    int linked =
        Connectivity.repair(
            graph, (a, b) -> pair.squaredDistance(rowOf[a], rowOf[b]), context::checkAborted);
    log.done("connect", "islands linked", linked);
    assert GraphValidator.check(graph).isSound();
  }

  /** A ball's own random numbers, whichever worker comes to it. */
  private SplittableRandom randomOf(int ball) {
    return new SplittableRandom(parameters.seed() + 0x9E3779B97F4A7C15L * (ball + 1L));
  }
}

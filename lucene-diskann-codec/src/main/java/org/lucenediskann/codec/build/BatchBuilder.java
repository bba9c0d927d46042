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

  /** Of a full list of known neighbors, one in so many becomes a candidate, the nearest. */
  private static final int KNOWN_KEPT = 4;

  private final VectorRows rows;
  private final BuildParameters parameters;
  private final KnownEdges known; // null = nothing
  private final BuildContext context;
  private final PhaseLog log;

  private BatchBuilder(
      VectorRows rows, BuildParameters parameters, KnownEdges known, BuildContext context) {
    this.rows = rows;
    this.parameters = parameters;
    this.known = known;
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
    return build(rows, parameters, null, context);
  }

  /**
   * As {@link #build(VectorRows, BuildParameters, BuildContext)}, with the nearest of what is known
   * beforehand among the candidates.
   */
  public static NeighborLists build(
      VectorRows rows, BuildParameters parameters, KnownEdges known, BuildContext context)
      throws IOException {
    return new BatchBuilder(CenteredRows.of(rows), parameters, known, context).build();
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
      int[] distinct = duplicates.distinctOrds();
      int fanout = Overlap.fanout(values.copy(), distinct, parameters, context);
      log.done("overlap", "balls a vector", fanout);
      Balls balls = Balls.carve(values, distinct, parameters.withFanout(fanout), context);
      values = values.permute(duplicates.appendTo(balls.order()), context); // now by position
      log.done("partition", "balls", balls.count());
      int[] rowOf = duplicates.rowOf(balls.order());
      NeighborLists graph = link(balls, values, rowOf);
      duplicates.attach(graph);
      graph.setEntryPoints(EntryPoints.choose(balls.order(), parameters.seed()));
      connect(graph, values, rowOf);
      return graph;
    } finally {
      values.close();
    }
  }

  private NeighborLists link(Balls balls, WorkingRows values, int[] rowOf) throws IOException {
    int size = balls.order().length;
    BuildMemory memory = BuildMemory.plan(size, values.dimension(), parameters, context);
    ChunkPool pool = new ChunkPool(memory.candidateBytes(), context.tempFiles());
    try (Candidates candidates = new Candidates(size, parameters.buildListSize(), pool)) {
      linkLeaves(balls, values, candidates);
      log.done("leaves", "balls", balls.count());
      if (known != null) {
        int keep = Math.max(1, parameters.maxDegree() / KNOWN_KEPT);
        KnownEdgeStage.run(known, keep, values, candidates, balls.order(), rowOf, context);
        log.done("known edges", "kept at most", keep);
      }
      candidates.finish();
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

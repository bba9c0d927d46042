package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.SplittableRandom;
import org.lucenediskann.codec.graph.Connectivity;
import org.lucenediskann.codec.graph.EntryPoints;
import org.lucenediskann.codec.graph.GraphValidator;
import org.lucenediskann.codec.graph.NeighborLists;
import org.lucenediskann.codec.graph.VectorRows;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.RowMatrix;

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
    this.log = new PhaseLog(context.infoStream(), rows.size());
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
    NeighborLists graph = new NeighborLists(rows.size(), parameters.maxDegree());
    if (rows.size() == 0) {
      return graph;
    }
    Rows loaded = Rows.load(rows, parameters, context);
    RowMatrix matrix = loaded.matrix();
    log.done("load", "dimensions kept", matrix.dimension());
    Duplicates duplicates = Duplicates.find(loaded, context);
    log.done("compare", "duplicates", duplicates.count());
    Balls balls = Balls.carve(matrix, duplicates.distinctOrds(), parameters, context);
    matrix.permute(duplicates.appendTo(balls.order())); // from now on by position
    log.done("partition", "balls", balls.count());
    Candidates candidates = new Candidates(balls.order().length, parameters.buildListSize());
    linkLeaves(balls, matrix, candidates);
    log.done("leaves", "balls", balls.count());
    int[] rowOf = duplicates.rowOf(balls.order());
    if (known != null) {
      int keep = Math.max(1, parameters.maxDegree() / KNOWN_KEPT);
      KnownEdgeStage.run(known, keep, matrix, candidates, balls.order(), rowOf, context);
      log.done("known edges", "kept at most", keep);
    }
    PruneStage.run(matrix, candidates, balls.order(), parameters, graph, context);
    log.done("prune", "edges", graph.edgeCount());
    duplicates.attach(graph);
    graph.setEntryPoints(EntryPoints.choose(balls.order(), parameters.seed()));
    DistanceKernel kernel = context.newKernel();
    int linked =
        Connectivity.repair(
            graph,
            (a, b) -> matrix.squaredDistance(rowOf[a], rowOf[b], kernel),
            context::checkAborted);
    log.done("connect", "islands linked", linked);
    assert GraphValidator.check(graph).isSound();
    return graph;
  }

  private void linkLeaves(Balls balls, RowMatrix matrix, Candidates candidates) throws IOException {
    Units.run(
        context,
        "leaves",
        balls.count(),
        () -> {
          LeafCarver carver = new LeafCarver(matrix, candidates, parameters, context);
          return ball -> carver.link(balls.members(ball), randomOf(ball));
        });
  }

  /** A ball's own random numbers, whichever worker comes to it. */
  private SplittableRandom randomOf(int ball) {
    return new SplittableRandom(parameters.seed() + 0x9E3779B97F4A7C15L * (ball + 1L));
  }
}

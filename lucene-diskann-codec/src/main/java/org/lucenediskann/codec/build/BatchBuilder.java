package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
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

  private final VectorRows rows;
  private final BuildParameters parameters;
  private final BuildContext context;
  private final PhaseLog log;

  private BatchBuilder(VectorRows rows, BuildParameters parameters, BuildContext context) {
    this.rows = rows;
    this.parameters = parameters;
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
    return new BatchBuilder(CenteredRows.of(rows), parameters, context).build();
  }

  private NeighborLists build() throws IOException {
    NeighborLists graph = new NeighborLists(rows.size(), parameters.maxDegree());
    if (rows.size() == 0) {
      return graph;
    }
    Duplicates duplicates;
    Balls balls;
    {
      RowMatrix byOrd = Rows.load(rows, ordinals(), context);
      duplicates = Duplicates.find(byOrd, context);
      log.done("load", "duplicates", duplicates.count());
      balls = Balls.carve(byOrd, duplicates.distinctOrds(), parameters, context);
      log.done("partition", "balls", balls.count());
    }
    RowMatrix matrix = Rows.load(rows, balls.order(), context);
    Candidates candidates = new Candidates(matrix.size(), parameters.buildListSize());
    linkLeaves(balls, matrix, candidates);
    log.done("leaves", "balls", balls.count());
    PruneStage.run(matrix, candidates, balls.order(), parameters, graph, context);
    log.done("prune", "edges", graph.edgeCount());
    duplicates.attach(graph);
    graph.setEntryPoints(EntryPoints.choose(balls.order(), parameters.seed()));
    int[] rowOf = duplicates.rowOf(balls.order());
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

  private int[] ordinals() {
    int[] ords = new int[rows.size()];
    Arrays.setAll(ords, i -> i);
    return ords;
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

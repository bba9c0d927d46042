package org.lucenediskann.codec.build;

import java.io.IOException;
import org.lucenediskann.codec.graph.NeighborLists;
import org.lucenediskann.codec.graph.RobustPrune;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.RowReader;

/** Chooses every vector's neighbors from its candidates. */
final class PruneStage {

  private final RowReader rows; // by position
  private final Candidates candidates; // by position
  private final int[] order; // position → ordinal
  private final BuildParameters parameters;
  private final NeighborLists graph; // by ordinal

  private PruneStage(
      RowReader rows,
      Candidates candidates,
      int[] order,
      BuildParameters parameters,
      NeighborLists graph) {
    this.rows = rows;
    this.candidates = candidates;
    this.order = order;
    this.parameters = parameters;
    this.graph = graph;
  }

  /** Writes the neighbors of all positions to the graph of their ordinals. */
  static void run(
      RowReader rows,
      Candidates candidates,
      int[] order,
      BuildParameters parameters,
      NeighborLists graph,
      BuildContext context)
      throws IOException {
    PruneStage stage = new PruneStage(rows, candidates, order, parameters, graph);
    Units.run(
        context, "prune", candidates.rangeCount(), () -> stage.newWorker(context.newKernel()));
  }

  private Units.Worker newWorker(DistanceKernel kernel) throws IOException {
    RobustPrune prune =
        new RobustPrune(rows.copy(), parameters.maxDegree(), parameters.alpha(), kernel);
    Candidates.Reader reader = candidates.new Reader();
    long[] keys = new long[candidates.capacity()];
    int[] nodes = new int[keys.length];
    float[] distances = new float[keys.length];
    return range -> {
      reader.load(range);
      int end = candidates.endNode(range);
      for (int position = candidates.firstNode(range); position < end; position++) {
        int count = reader.get(position, keys);
        for (int i = 0; i < count; i++) {
          nodes[i] = Candidates.node(keys[i]);
          distances[i] = Candidates.distance(keys[i]);
        }
        store(position, prune, prune.prune(nodes, distances, count));
      }
    };
  }

  private void store(int position, RobustPrune prune, int degree) {
    int[] chosen = prune.chosen();
    for (int i = 0; i < degree; i++) {
      chosen[i] = order[chosen[i]];
    }
    graph.set(order[position], chosen, degree);
  }
}

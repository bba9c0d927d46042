package org.lucenediskann.codec.build;

import java.io.IOException;
import org.lucenediskann.codec.graph.NeighborLists;
import org.lucenediskann.codec.graph.VectorRows;

/** One batch of vectors in, one graph out. */
public final class BatchBuilder {

  private BatchBuilder() {}

  /**
   * Builds the graph of all rows. PLACEHOLDER: a ring with random chords, until the pipeline lands.
   */
  public static NeighborLists build(
      VectorRows rows, BuildParameters parameters, BuildContext context) throws IOException {
    int n = rows.size();
    NeighborLists graph = new NeighborLists(n, parameters.maxDegree());
    java.util.SplittableRandom random = new java.util.SplittableRandom(parameters.seed());
    int degree = Math.min(parameters.maxDegree(), n - 1);
    for (int i = 0; i < n; i++) {
      context.checkAborted();
      java.util.TreeSet<Integer> set = new java.util.TreeSet<>();
      if (degree > 0) set.add((i + 1) % n);
      while (set.size() < degree) {
        int j = random.nextInt(n);
        if (j != i) set.add(j);
      }
      graph.set(i, set.stream().mapToInt(x -> x).toArray(), set.size());
    }
    if (n > 0) graph.setEntryPoints(0);
    return graph;
  }
}

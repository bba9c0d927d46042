package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import org.lucenediskann.codec.graph.Router;
import org.lucenediskann.codec.graph.RouterWalk;
import org.lucenediskann.codec.graph.VectorRows;
import org.lucenediskann.codec.kernel.DistanceKernel;

/**
 * Tells whether descents of a router lose their way: whether some of the vectors have much nearer
 * ones in a denser sample than where the descent arrived, and that is nothing that stands out.
 * Among clusters that are all equally far apart it happens; where distances are graded, a descent
 * arrives about as near.
 */
final class RouterProbe {

  private static final int MAX_PROBES = 256;
  private static final int VECTORS_PER_PROBE = 64;
  private static final int WIDTH = 2;
  private static final float MUCH_NEARER = .8f * .8f; // of a squared distance
  private static final float STANDS_OUT = .7f; // share of the way from the nearest to the mean
  private static final float TOLERATED_SHARE = .03f;

  private final VectorRows rows;
  private final DistanceKernel kernel;
  private final float[] probe;
  private final float[] difference; // zero behind the last dimension

  private RouterProbe(VectorRows rows, DistanceKernel kernel) {
    int alignment = DistanceKernel.ROW_ALIGNMENT;
    int stride = (rows.dimension() + alignment - 1) / alignment * alignment;
    this.rows = rows;
    this.kernel = kernel;
    this.probe = new float[rows.dimension()];
    this.difference = new float[stride];
  }

  /**
   * Probes a router with vectors spread over the rows.
   *
   * @param sample rows that a denser router would have, or some of them
   */
  static boolean isLost(Router router, VectorRows rows, int[] sample, BuildContext context)
      throws IOException {
    int count = Math.min(MAX_PROBES, rows.size() / VECTORS_PER_PROBE);
    if (router.levels().isEmpty() || count == 0) {
      return false;
    }
    int[] all = new int[rows.size()];
    Arrays.setAll(all, ord -> ord);
    int[] probes = ProbeNeighbors.spread(all, count);
    SourceRows source = new SourceRows(rows, context.newKernel());
    NearestLists nearest = ProbeNeighbors.find(source, probes, sample, 2, context);
    RouterProbe probe = new RouterProbe(rows, context.newKernel());
    int lost = 0;
    for (int i = 0; i < count; i++) {
      context.checkAborted();
      int rank = nearest.id(i, 0) == probes[i] ? 1 : 0;
      lost += probe.isLost(router, probes[i], nearest.distance(i, rank)) ? 1 : 0;
    }
    return lost > TOLERATED_SHARE * count;
  }

  /**
   * Descends for one vector.
   *
   * @param nearest squared distance of the nearest in the denser sample
   */
  private boolean isLost(Router router, int ord, float nearest) throws IOException {
    rows.read(ord, probe, 0);
    RouterWalk walk = new RouterWalk(router, this::score, WIDTH);
    walk.descend();
    double arrived = -walk.bestScore();
    double mean = -walk.meanScore();
    return nearest < MUCH_NEARER * arrived && arrived - nearest > STANDS_OUT * (mean - nearest);
  }

  /** Scores by the negative squared distance. */
  private int score(int[] nodes, float[] scores, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      rows.read(nodes[i], difference, 0);
      for (int d = 0; d < probe.length; d++) {
        difference[d] -= probe[d];
      }
      scores[i] = -kernel.dot(difference, 0, difference, 0, difference.length);
    }
    return count;
  }
}

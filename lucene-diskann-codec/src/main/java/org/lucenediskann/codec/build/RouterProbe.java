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
 * arrives about as near. The nearer the ones it missed, the fewer such vectors it takes; but more
 * than the near duplicates that texts have.
 */
final class RouterProbe {

  private static final int MAX_PROBES = 256;
  private static final int VECTORS_PER_PROBE = 16;
  private static final int WIDTH = 2;
  private static final Miss MISS = new Miss(.8f, .7f, .03f);
  private static final Miss FAR_MISS = new Miss(.45f, .6f, .02f);

  /**
   * What counts as a miss, and how many are too many.
   *
   * @param nearer the most that the nearest's distance may be of the one arrived at
   * @param standsOut the least share of the way, in squared distance, from the nearest to the mean
   * @param tolerated share of all probes
   */
  private record Miss(float nearer, float standsOut, float tolerated) {

    boolean is(double nearest, double arrived, double mean) {
      return nearest < nearer * nearer * arrived
          && arrived - nearest > standsOut * (mean - nearest);
    }

    /** A single one proves nothing. */
    boolean tooMany(int misses, int probes) {
      return misses > Math.max(1, tolerated * probes);
    }
  }

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
    int misses = 0;
    int farMisses = 0;
    for (int i = 0; i < count; i++) {
      context.checkAborted();
      int rank = nearest.id(i, 0) == probes[i] ? 1 : 0;
      RouterWalk walk = probe.descend(router, probes[i]);
      double arrived = -walk.bestScore();
      double mean = -walk.meanScore();
      misses += MISS.is(nearest.distance(i, rank), arrived, mean) ? 1 : 0;
      farMisses += FAR_MISS.is(nearest.distance(i, rank), arrived, mean) ? 1 : 0;
    }
    return MISS.tooMany(misses, count) || FAR_MISS.tooMany(farMisses, count);
  }

  private RouterWalk descend(Router router, int ord) throws IOException {
    rows.read(ord, probe, 0);
    RouterWalk walk = new RouterWalk(router, this::score, WIDTH);
    walk.descend();
    return walk;
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

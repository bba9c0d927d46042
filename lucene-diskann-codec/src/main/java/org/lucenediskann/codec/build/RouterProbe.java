package org.lucenediskann.codec.build;

import java.io.IOException;
import org.lucenediskann.codec.graph.Router;
import org.lucenediskann.codec.graph.RouterWalk;
import org.lucenediskann.codec.graph.VectorRows;
import org.lucenediskann.codec.kernel.DistanceKernel;

/**
 * Tells whether descents of a router lose their way: whether for some of the vectors one that
 * follows more nodes arrives much nearer, while the usual one arrives at nothing that stands out.
 * Among clusters that are all equally far apart it does; where distances are graded, a narrow
 * descent arrives about as near.
 */
final class RouterProbe {

  private static final int MAX_PROBES = 256;
  private static final int VECTORS_PER_PROBE = 64;
  private static final int NARROW = 2;
  private static final int WIDE = 8;
  private static final float MUCH_NEARER = .8f * .8f; // of a squared distance
  private static final float STANDS_OUT = .5f; // share of the way from the mean to the nearest
  private static final float TOLERATED_SHARE = .025f;

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

  /** Probes a router with vectors spread over the rows. */
  static boolean isLost(Router router, VectorRows rows, BuildContext context) throws IOException {
    int probes =
        router.levels().isEmpty() ? 0 : Math.min(MAX_PROBES, rows.size() / VECTORS_PER_PROBE);
    RouterProbe probe = new RouterProbe(rows, context.newKernel());
    int lost = 0;
    for (int i = 0; i < probes; i++) {
      context.checkAborted();
      lost += probe.isLost(router, (int) ((2L * i + 1) * rows.size() / (2L * probes))) ? 1 : 0;
    }
    return lost > TOLERATED_SHARE * probes;
  }

  private boolean isLost(Router router, int ord) throws IOException {
    rows.read(ord, probe, 0);
    float narrow = descend(router, NARROW).bestScore();
    RouterWalk wide = descend(router, WIDE);
    float nearest = wide.bestScore();
    return -nearest < MUCH_NEARER * -narrow
        && nearest - narrow > STANDS_OUT * (nearest - wide.meanScore());
  }

  private RouterWalk descend(Router router, int width) throws IOException {
    RouterWalk walk = new RouterWalk(router, this::score, width);
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

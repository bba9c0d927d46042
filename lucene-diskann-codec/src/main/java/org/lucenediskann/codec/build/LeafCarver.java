package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.lucenediskann.codec.kernel.RowReader;

/**
 * Divides a ball further, again by sampled leaders, until its parts are leaves, and links the
 * members of each. One instance serves one thread.
 */
final class LeafCarver {

  /** How many parts a vector joins, by depth below the ball. */
  private static final int[] FANOUT = {2, 1};

  /** Parts smaller than the leaf size by this factor are pooled. */
  private static final int SMALL = 10;

  private final RowReader rows;
  private final int leafSize;
  private final LeafKnn leafKnn;
  private final BuildContext context;

  LeafCarver(
      RowReader rows, Candidates candidates, BuildParameters parameters, BuildContext context) {
    this.rows = rows;
    this.leafSize = parameters.leafSize();
    int neighbors = neighbors(candidates.size(), parameters);
    this.leafKnn = new LeafKnn(rows, neighbors, candidates.new Sink(), context.newKernel());
    this.context = context;
  }

  /** A vector whose only leaf holds all the others must find all its candidates there. */
  private static int neighbors(int size, BuildParameters parameters) {
    return size <= parameters.leafSize()
        ? Math.max(parameters.leafNeighbors(), parameters.buildListSize() / 2)
        : parameters.leafNeighbors();
  }

  /** Links the members of a ball. */
  void link(int[] ball, SplittableRandom random) throws IOException {
    link(ball, 0, random);
  }

  private void link(int[] cluster, int depth, SplittableRandom random) throws IOException {
    if (cluster.length <= leafSize) {
      leafKnn.link(cluster);
      return;
    }
    context.checkAborted();
    int[][] parts = divide(cluster, FANOUT[Math.min(depth, FANOUT.length - 1)], random);
    Pool pool = new Pool(depth + 1, random);
    for (int[] part : parts) {
      if (part.length > cluster.length / 10 * 9) {
        linkBlocks(part); // the leaders do not tell these vectors apart
      } else if (part.length < leafSize / SMALL) {
        pool.add(part);
      } else {
        link(part, depth + 1, random);
      }
    }
    pool.link();
  }

  private int[][] divide(int[] cluster, int maxFanout, SplittableRandom random) throws IOException {
    int count = Leaders.count(cluster.length, leafSize);
    int fanout = Math.min(maxFanout, count);
    Leaders leaders = new Leaders(rows, context.newKernel());
    leaders.set(Leaders.sample(cluster, count, random));
    int[] nearest = new int[cluster.length * fanout];
    leaders.assign(cluster, 0, cluster.length, fanout, nearest);
    int[] sizes = new int[count];
    for (int part : nearest) {
      sizes[part]++;
    }
    int[][] parts = new int[count][];
    Arrays.setAll(parts, part -> new int[sizes[part]]);
    for (int i = nearest.length - 1; i >= 0; i--) {
      parts[nearest[i]][--sizes[nearest[i]]] = cluster[i / fanout];
    }
    return parts;
  }

  private void linkBlocks(int[] cluster) throws IOException {
    for (int from = 0; from < cluster.length; from += leafSize) {
      context.checkAborted();
      leafKnn.link(Arrays.copyOfRange(cluster, from, Math.min(cluster.length, from + leafSize)));
    }
  }

  /** Small parts, put together until they make a leaf. */
  private final class Pool {

    private final int depth;
    private final SplittableRandom random;
    private final int[] members = new int[leafSize];
    private int size;

    Pool(int depth, SplittableRandom random) {
      this.depth = depth;
      this.random = random;
    }

    void add(int[] part) throws IOException {
      if (size + part.length > leafSize) {
        link();
      }
      System.arraycopy(part, 0, members, size, part.length);
      size += part.length;
    }

    void link() throws IOException {
      if (size > 0) {
        LeafCarver.this.link(distinct(), depth, random);
        size = 0;
      }
    }

    private int[] distinct() {
      return Arrays.stream(members, 0, size).sorted().distinct().toArray();
    }
  }
}

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

  /** Parts smaller than the leaf size by this factor are pooled. */
  private static final int SMALL = 10;

  private static final int FEW_DIMENSIONS = 3;

  private final RowReader rows;
  private final int leafSize;
  private final int wholeSize;
  private final int size;
  private final LeafKnn leafKnn;
  private final RandomBlocks randomBlocks;
  private final BuildContext context;

  LeafCarver(
      RowReader rows, Candidates candidates, BuildParameters parameters, BuildContext context) {
    this.rows = rows;
    this.leafSize = parameters.leafSize();
    this.wholeSize = parameters.wholeSize();
    this.size = candidates.size();
    int neighbors = neighbors(candidates.size(), rows.dimension(), parameters);
    this.leafKnn = new LeafKnn(rows, neighbors, candidates.new Sink(), context.newKernel());
    this.randomBlocks = new RandomBlocks(rows, candidates.new Sink(), context.newKernel());
    this.context = context;
  }

  /**
   * A vector whose only leaf holds all the others must find nearly all its candidates there: those
   * that name it come on top. In few dimensions every leaf has the same nearest ones, which may all
   * lie on one side of a gap.
   */
  private static int neighbors(int size, int dimension, BuildParameters parameters) {
    int candidates = 0;
    if (dimension <= FEW_DIMENSIONS) {
      candidates = parameters.buildListSize() / 2;
    } else if (size <= parameters.leafSize()) {
      candidates = parameters.buildListSize() * 3 / 8;
    } else if (size <= parameters.wholeSize()) {
      candidates = parameters.buildListSize() / 4;
    }
    return Math.max(parameters.leafNeighbors(), candidates);
  }

  /** Links the members of a ball. */
  void link(int[] ball, SplittableRandom random) throws IOException {
    if (size <= wholeSize) {
      leafKnn.link(ball);
      randomBlocks.link(ball, random);
    } else if (ball.length <= leafSize) {
      leafKnn.link(ball);
    } else {
      linkParts(ball, random);
    }
  }

  private void linkParts(int[] ball, SplittableRandom random) throws IOException {
    context.checkAborted();
    Pool pool = new Pool(ball, random);
    for (int[] part : divide(ball, random)) {
      if (part.length > ball.length / 10 * 9) {
        linkBlocks(part); // the leaders do not tell these vectors apart
      } else if (part.length < leafSize / SMALL) {
        pool.add(part);
      } else {
        link(part, random);
      }
    }
    pool.link();
  }

  private int[][] divide(int[] ball, SplittableRandom random) throws IOException {
    int count = Leaders.count(ball.length, 1, leafSize);
    Leaders leaders = new Leaders(rows, context.newKernel());
    leaders.set(Leaders.sample(ball, count, random));
    int[] nearest = new int[ball.length];
    leaders.assign(ball, 0, ball.length, 1, nearest);
    return new Groups(nearest, 1, count).of(ball);
  }

  /** Cuts a cluster, as it comes, into equal leaves. */
  private void linkBlocks(int[] cluster) throws IOException {
    int count = (cluster.length + leafSize - 1) / leafSize;
    for (int block = 0; block < count; block++) {
      context.checkAborted();
      int from = (int) ((long) cluster.length * block / count);
      int to = (int) ((long) cluster.length * (block + 1) / count);
      leafKnn.link(Arrays.copyOfRange(cluster, from, to));
    }
  }

  /** Small parts of a ball, put together until they make a leaf. */
  private final class Pool {

    private final int[] ball;
    private final SplittableRandom random;
    private final int[] members = new int[leafSize];
    private int size;

    Pool(int[] ball, SplittableRandom random) {
      this.ball = ball;
      this.random = random;
    }

    void add(int[] part) throws IOException {
      if (size + part.length > leafSize) {
        link();
      }
      System.arraycopy(part, 0, members, size, part.length);
      size += part.length;
    }

    /** Too few get the company of others of the ball. */
    void link() throws IOException {
      if (size > 0) {
        while (size < leafSize / SMALL) {
          members[size++] = ball[random.nextInt(ball.length)];
        }
        leafKnn.link(Arrays.stream(members, 0, size).sorted().distinct().toArray());
        size = 0;
      }
    }
  }
}

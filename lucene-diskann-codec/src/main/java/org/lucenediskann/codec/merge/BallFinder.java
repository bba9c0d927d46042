package org.lucenediskann.codec.merge;

import java.io.IOException;
import org.apache.lucene.util.FixedBitSet;
import org.lucenediskann.codec.build.BuildContext;
import org.lucenediskann.codec.build.BuildParameters;
import org.lucenediskann.codec.build.CrossNeighbors;
import org.lucenediskann.codec.graph.VectorRows;

/** Many newcomers: all vectors join balls, and newcomers are compared with all in theirs. */
final class BallFinder implements NewcomerFinder {

  private final CrossNeighbors neighbors;
  private final int[] order;

  private BallFinder(CrossNeighbors neighbors, int[] order) {
    this.neighbors = neighbors;
    this.order = order;
  }

  static BallFinder prepare(
      VectorRows rows, FixedBitSet residents, BuildParameters parameters, BuildContext context)
      throws IOException {
    CrossNeighbors neighbors = CrossNeighbors.find(rows, residents, parameters, context);
    return new BallFinder(neighbors, neighbors.order());
  }

  @Override
  public int[] order() {
    return order;
  }

  @Override
  public Finder open(RowCache rows) {
    int[] found = new int[neighbors.capacity()];
    return (index, list) -> {
      int count = neighbors.copy(index, found);
      for (int i = 0; i < count; i++) {
        list.add(found[i]);
      }
    };
  }
}

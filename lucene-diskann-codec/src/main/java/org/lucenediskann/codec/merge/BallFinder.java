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

  private BallFinder(CrossNeighbors neighbors) {
    this.neighbors = neighbors;
  }

  static BallFinder prepare(
      VectorRows rows, FixedBitSet residents, BuildParameters parameters, BuildContext context)
      throws IOException {
    return new BallFinder(CrossNeighbors.find(rows, residents, parameters, context));
  }

  @Override
  public int[] order() {
    return neighbors.order();
  }

  @Override
  public Finder open(RowCache rows) {
    return (index, list) -> {
      for (int ord : neighbors.found()[index]) {
        list.add(ord);
      }
    };
  }
}

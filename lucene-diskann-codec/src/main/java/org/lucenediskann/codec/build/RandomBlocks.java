package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.RowReader;

/**
 * Links vectors that chance brings together. Where clusters are tight, all the nearest of a vector
 * are in its own; of a block that is smaller than the number of clusters, they are in others, and
 * RobustPrune keeps what leads far away. Among clusters that are fewer than the larger block's
 * vectors, the smaller one does it.
 */
final class RandomBlocks {

  private static final int[] SIZES = {32, 16};
  private static final int NEIGHBORS = 2;

  private final LeafKnn leafKnn;

  RandomBlocks(RowReader rows, Candidates.Sink candidates, DistanceKernel kernel) {
    this.leafKnn = new LeafKnn(rows, NEIGHBORS, candidates, kernel);
  }

  /** Divides the vectors at random, twice, and links the members of each block. */
  void link(int[] ids, SplittableRandom random) throws IOException {
    int[] shuffled = ids.clone();
    for (int size : SIZES) {
      shuffle(shuffled, random);
      int count = (shuffled.length + size - 1) / size;
      for (int block = 0; block < count; block++) {
        int from = shuffled.length * block / count;
        int to = shuffled.length * (block + 1) / count;
        leafKnn.link(Arrays.copyOfRange(shuffled, from, to));
      }
    }
  }

  private static void shuffle(int[] ids, SplittableRandom random) {
    for (int i = ids.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int id = ids[i];
      ids[i] = ids[j];
      ids[j] = id;
    }
  }
}

package org.lucenediskann.codec.merge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.lucenediskann.codec.build.ArrayRows;
import org.lucenediskann.codec.build.BatchBuilder;
import org.lucenediskann.codec.build.BuildParameters;
import org.lucenediskann.codec.build.Surroundings;
import org.lucenediskann.codec.graph.NeighborLists;

/**
 * Vectors in segments, some of them dead, and what lives on in a mixed order.
 *
 * @param merged the live vectors by new ordinal
 * @param sources a graph for each segment, built over its dead as well
 */
record Segmented(ArrayRows merged, List<MergeSource> sources) {

  /**
   * Splits vectors at random.
   *
   * @param parts relative sizes of the segments
   * @param deadShare of each segment's vectors
   */
  static Segmented of(
      Random random, ArrayRows rows, double[] parts, double deadShare, BuildParameters parameters)
      throws IOException {
    int[] newOrds = new int[rows.size()];
    List<Integer> live = new ArrayList<>();
    for (int ord = 0; ord < newOrds.length; ord++) {
      newOrds[ord] = MergeSource.DEAD;
      if (random.nextDouble() >= deadShare) {
        live.add(ord);
      }
    }
    Collections.shuffle(live, random);
    float[][] vectors = new float[live.size()][];
    for (int i = 0; i < vectors.length; i++) {
      newOrds[live.get(i)] = i;
      vectors[i] = rows.vectors()[live.get(i)];
    }
    List<MergeSource> sources = new ArrayList<>();
    double total = Arrays.stream(parts).sum();
    double upTo = 0;
    int from = 0;
    for (double part : parts) {
      upTo += part;
      int to = (int) Math.round(rows.size() * upTo / total);
      sources.add(source(rows, newOrds, from, to, parameters));
      from = to;
    }
    return new Segmented(new ArrayRows(vectors, rows.dimension()), sources);
  }

  private static MergeSource source(
      ArrayRows rows, int[] newOrds, int from, int to, BuildParameters parameters)
      throws IOException {
    ArrayRows part = new ArrayRows(Arrays.copyOfRange(rows.vectors(), from, to), rows.dimension());
    NeighborLists graph = BatchBuilder.build(part, parameters, Surroundings.SERIAL);
    return new MergeSource(() -> graph, Arrays.copyOfRange(newOrds, from, to));
  }

  /** Every plan there is for it, whether it is cheap or not. */
  List<MergePlan> plans(BuildParameters parameters) {
    List<MergePlan> plans = new ArrayList<>();
    MergeSource base = sources.get(0);
    int live = base.liveCount();
    if (live > 0) {
      plans.add(new MergePlan.Insert(base, live, merged.size() - live, true));
      plans.add(new MergePlan.Insert(base, live, merged.size() - live, false));
    }
    plans.add(LeafMerge.plan(sources, merged.size(), parameters.fanout()));
    plans.add(new MergePlan.Rebuild());
    return plans;
  }
}

package org.lucenediskann.codec.merge;

import org.lucenediskann.codec.build.BuildMemory;
import org.lucenediskann.codec.build.BuildParameters;

/** How much heap a plan needs at most. Vectors in files do not count. */
final class MergeHeap {

  private final BuildParameters parameters;
  private final int dimension;
  private final int threads;

  MergeHeap(BuildParameters parameters, int dimension, int threads) {
    this.parameters = parameters;
    this.dimension = dimension;
    this.threads = threads;
  }

  long bytes(MergePlan plan, int size) {
    return switch (plan) {
      case MergePlan.Insert insert -> insert(insert, size);
      case MergePlan.LeafMerge leafMerge -> build(size) + 8L * size;
      case MergePlan.Rebuild rebuild -> build(size);
    };
  }

  private long insert(MergePlan.Insert plan, int size) {
    long newcomers = plan.newcomerCount();
    long offers = newcomers * parameters.maxDegree() / 2 * Integer.BYTES;
    long perNode = 16L * (size + plan.base().size()); // orders, starts, parents
    return graph(size)
        + threads * RowCache.ramBytes(size, dimension)
        + perNode
        + Math.max(offers, plan.walks() ? build(plan.newcomerCount()) : balls(size, newcomers));
  }

  /** Rows and candidates, within what a build may take; who is in which ball; what was found. */
  private long balls(long size, long newcomers) {
    long candidates = newcomers * parameters.fanout() * (3L * parameters.leafNeighbors() + 1);
    long bounded = size * (dimension + 16L) * Float.BYTES + candidates * Long.BYTES;
    long memberships = 2 * size + parameters.fanout() * newcomers;
    return Math.min(parameters.buildMemoryBytes(), bounded)
        + 2 * memberships * Integer.BYTES
        + newcomers * (parameters.buildListSize() + 6L) * Integer.BYTES;
  }

  /** Rows, candidates and the graph. */
  private long build(int size) {
    return BuildMemory.estimateBytes(size, dimension, parameters);
  }

  private long graph(long size) {
    return size * parameters.maxDegree() * Integer.BYTES;
  }
}

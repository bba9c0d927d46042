package org.lucenediskann.codec.merge;

import org.lucenediskann.codec.build.BuildMemory;
import org.lucenediskann.codec.build.BuildParameters;
import org.lucenediskann.codec.build.CrossNeighbors;

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

  /** Whether a plan stays within the bound, beside what every plan needs for each vector. */
  boolean fits(MergePlan plan, int size) {
    long beside = bytes(plan, size) - BuildMemory.heldBytes(size, parameters);
    return beside <= parameters.buildMemoryBytes();
  }

  private long insert(MergePlan.Insert plan, int size) {
    long newcomers = plan.newcomerCount();
    long lost = (long) parameters.maxDegree() * (plan.base().size() - plan.liveCount());
    long offers = newcomers * (parameters.maxDegree() + 8L) * Integer.BYTES;
    long perNode = 16L * (size + plan.base().size()); // orders, starts, parents
    return graph(size)
        + RowCache.ramBytes(size, dimension, threads, parameters.buildMemoryBytes())
        + perNode
        + offers
        + lost * 2 * Integer.BYTES
        + (plan.walks() ? build(plan.newcomerCount()) : groups(size, newcomers));
  }

  /** Groups, who joins which, candidates within what a build may take, what was found. */
  private long groups(long size, long newcomers) {
    long joined = newcomers * CrossNeighbors.fanout(parameters);
    long candidates = joined * (3L * parameters.leafNeighbors() + 1) * Long.BYTES;
    return 3L * size * Integer.BYTES
        + 3 * joined * Integer.BYTES
        + Math.min(parameters.buildMemoryBytes(), candidates)
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

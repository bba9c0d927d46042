package org.lucenediskann.codec.merge;

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
    long finder =
        plan.walks() ? build(plan.newcomerCount()) : matrix(size) + 4L * size + lists(newcomers);
    return graph(size)
        + threads * RowCache.ramBytes(size, dimension)
        + perNode
        + Math.max(offers, finder);
  }

  /** Rows, candidate lists and the graph; the candidates are gone before all is linked. */
  private long build(long size) {
    return graph(size) + matrix(size) + lists(size);
  }

  private long graph(long size) {
    return size * parameters.maxDegree() * Integer.BYTES;
  }

  private long matrix(long size) {
    return size * (dimension + 16L) * Float.BYTES;
  }

  private long lists(long size) {
    long keys = parameters.buildListSize() * 3L / 2 + 1;
    return size * (keys * Long.BYTES + (parameters.fanout() + 8L) * Integer.BYTES);
  }
}

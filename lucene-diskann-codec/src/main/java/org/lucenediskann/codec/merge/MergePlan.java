package org.lucenediskann.codec.merge;

import java.util.List;

/** A way to make one graph of many. */
sealed interface MergePlan {

  /** Name for messages and events. */
  String label();

  /** Nodes whose lists the plan can make use of. */
  int reusedCount();

  /** See {@link MergeSource#renewed}: of the graph that comes out. */
  default double renewed() {
    return 0;
  }

  /**
   * Copy one graph, close its gaps, link the rest in.
   *
   * @param base the graph to copy
   * @param liveCount its live nodes
   * @param newcomerCount vectors that are not among them
   * @param walks whether newcomers find their neighbors by walking the graph; else in groups
   */
  record Insert(MergeSource base, int liveCount, int newcomerCount, boolean walks)
      implements MergePlan {
    @Override
    public String label() {
      return "insert";
    }

    @Override
    public double renewed() {
      double dead = base.size() - liveCount;
      return base.renewed()
          + dead / base.size()
          + (double) newcomerCount / (liveCount + newcomerCount);
    }

    @Override
    public int reusedCount() {
      return liveCount;
    }
  }

  /**
   * Build in a batch with a smaller fanout, the nearest edges of all sources among the candidates.
   *
   * @param sources all that have a graph
   * @param liveCount their live nodes
   * @param fanout how many balls a vector still has to join
   */
  record LeafMerge(List<MergeSource> sources, int liveCount, int fanout) implements MergePlan {
    @Override
    public String label() {
      return "leaf merge";
    }

    @Override
    public int reusedCount() {
      return liveCount;
    }
  }

  /** Build as if there were no graphs. */
  record Rebuild() implements MergePlan {
    @Override
    public String label() {
      return "rebuild";
    }

    @Override
    public int reusedCount() {
      return 0;
    }
  }
}

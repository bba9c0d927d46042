package org.lucenediskann.codec.merge;

import java.io.IOException;
import java.util.List;
import org.lucenediskann.codec.build.BatchBuilder;
import org.lucenediskann.codec.build.BuildContext;
import org.lucenediskann.codec.build.BuildParameters;
import org.lucenediskann.codec.graph.NeighborLists;
import org.lucenediskann.codec.graph.VectorRows;

/**
 * Many graphs → one. Chooses the cheapest plan, says what it expects before it starts, and does it.
 *
 * <p>The graph depends on the vectors, the sources, the parameters and the seed; not on the number
 * of threads. One instance is for one merge.
 */
public final class GraphMerge {

  private final MergePlan plan;
  private final VectorRows rows;
  private final BuildParameters parameters;
  private final BuildContext context;
  private MergeReport report;

  private GraphMerge(
      MergePlan plan,
      MergeReport report,
      VectorRows rows,
      BuildParameters parameters,
      BuildContext context) {
    this.plan = plan;
    this.report = report;
    this.rows = rows;
    this.parameters = parameters;
    this.context = context;
  }

  /**
   * Chooses a plan.
   *
   * @param sources graphs over some of the rows, of the degree and alpha that are wanted; their
   *     live nodes have different new ordinals
   * @param rows all vectors of the merged segment, by new ordinal
   */
  public static GraphMerge plan(
      List<MergeSource> sources,
      VectorRows rows,
      BuildParameters parameters,
      BuildContext context) {
    MergeHeap heap = new MergeHeap(parameters, rows.dimension(), context.parallelism());
    PlanChoice choice = PlanChoice.of(sources, rows.size(), rows.dimension(), parameters, heap);
    return of(choice, sources, rows, parameters, context);
  }

  /** A merge by a plan, whether it is the cheapest or not. */
  static GraphMerge of(
      PlanChoice choice,
      List<MergeSource> sources,
      VectorRows rows,
      BuildParameters parameters,
      BuildContext context) {
    int size = rows.size();
    MergeHeap heap = new MergeHeap(parameters, rows.dimension(), context.parallelism());
    MergeReport report =
        new MergeReport(
            choice.plan().label(),
            size,
            sources.size(),
            sources.stream().mapToInt(source -> source.size() - source.liveCount()).sum(),
            choice.plan().reusedCount(),
            choice.plan().renewed(),
            choice.estimate(),
            choice.share(),
            heap.bytes(choice.plan(), size),
            0);
    return new GraphMerge(choice.plan(), report, rows, parameters, context);
  }

  /** What is known of the merge so far: the estimate from the start, the truth after it ran. */
  public MergeReport report() {
    return report;
  }

  /**
   * Makes the graph. Every node is reachable from the entry points. It has a router if the plan
   * could carry one over.
   *
   * @return a graph by new ordinals
   * @throws IOException if something cannot be read or the work was aborted
   */
  public NeighborLists run() throws IOException {
    long startNs = System.nanoTime();
    NeighborLists graph = run(plan, rows, parameters, context);
    report = report.took(System.nanoTime() - startNs);
    return graph;
  }

  /** Carries out a plan, cheap or not. */
  static NeighborLists run(
      MergePlan plan, VectorRows rows, BuildParameters parameters, BuildContext context)
      throws IOException {
    return switch (plan) {
      case MergePlan.Insert insert -> InsertMerge.run(insert, rows, parameters, context);
      case MergePlan.LeafMerge leafMerge -> LeafMerge.run(leafMerge, rows, parameters, context);
      case MergePlan.Rebuild rebuild -> BatchBuilder.build(rows, parameters, context);
    };
  }
}

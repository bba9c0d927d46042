package org.lucenediskann.codec.merge;

import java.util.Locale;

/**
 * One merge of graphs in figures: what it was given, what it was expected to cost, what it did.
 *
 * @param plan {@code insert}, {@code leaf merge} or {@code rebuild}
 * @param size vectors of the merged segment
 * @param graphCount graphs that could be used
 * @param deadCount their nodes that do not live on
 * @param reusedCount live nodes whose neighbors the plan makes use of
 * @param renewed see {@link MergeSource#renewed}, of the graph that comes out
 * @param estimate of the three plans
 * @param estimatedShare the chosen plan's cost as a share of a rebuild's, see {@link MergeEstimate}
 * @param heapBytes upper bound of the heap it was expected to need besides the maps of ordinals
 * @param elapsedNs wall time, 0 before it is done
 */
public record MergeReport(
    String plan,
    int size,
    int graphCount,
    int deadCount,
    int reusedCount,
    double renewed,
    MergeEstimate estimate,
    double estimatedShare,
    long heapBytes,
    long elapsedNs) {

  /** One line: inputs, estimates and choice, and the truth if it is known by now. */
  @Override
  public String toString() {
    String line =
        String.format(
            Locale.ROOT,
            "plan=%s, %d nodes reused of %d graphs, %d dead, renewed %.3f, estimated %.3f of a rebuild"
                + " (insert %.3f, leaf merge %.3f, rebuild %.0f ms), heap up to %d MB",
            plan,
            reusedCount,
            graphCount,
            deadCount,
            renewed,
            estimatedShare,
            estimate.insert(),
            estimate.leafMerge(),
            estimate.rebuildNs() / 1e6,
            (heapBytes >> 20) + 1);
    return elapsedNs == 0
        ? line
        : line
            + String.format(
                Locale.ROOT,
                ", took %.0f ms, %.3f of a rebuild as estimated",
                elapsedNs / 1e6,
                elapsedNs / estimate.rebuildNs());
  }

  /** What the chosen plan should take on one thread of the machine that the model was fitted on. */
  public long estimatedNs() {
    return Math.round(estimatedShare * estimate.rebuildNs());
  }

  MergeReport took(long ns) {
    return new MergeReport(
        plan,
        size,
        graphCount,
        deadCount,
        reusedCount,
        renewed,
        estimate,
        estimatedShare,
        heapBytes,
        Math.max(1, ns));
  }
}

package org.lucenediskann.benchmarks.knn;

import java.util.List;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.index.IndexPlan;

/**
 * What to compare, and how often.
 *
 * @param formats to measure, in this order
 * @param plan how to index
 * @param order name of the order of {@code plan}
 * @param k of recall@k
 * @param listSizes points of the curve, each at least k
 * @param builds how often every index is made; the median one is reported
 * @param repeats counted search passes per list size
 * @param warmUp vectors indexed per format before anything is counted; 0 to lose no time on this
 * @param explain whether to record what phases the time of flushes went to
 */
public record KnnSettings(
    List<FormatSpec> formats,
    IndexPlan plan,
    String order,
    int k,
    int[] listSizes,
    int builds,
    int repeats,
    int warmUp,
    boolean explain) {}

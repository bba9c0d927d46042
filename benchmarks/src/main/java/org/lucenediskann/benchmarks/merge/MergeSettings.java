package org.lucenediskann.benchmarks.merge;

import java.util.List;
import org.lucenediskann.benchmarks.formats.FormatSpec;

/**
 * What to compare, and how often.
 *
 * @param formats to measure, in this order
 * @param k of recall@k
 * @param listSizes points of the curves, each at least k
 * @param builds how often everything is done; the median of each cost is reported
 * @param repeats counted search passes per list size
 * @param explain whether to print what the format says of a merge
 */
record MergeSettings(
    List<FormatSpec> formats, int k, int[] listSizes, int builds, int repeats, boolean explain) {}

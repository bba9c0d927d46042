package org.lucenediskann.benchmarks.scale;

import java.util.List;
import org.lucenediskann.benchmarks.formats.FormatSpec;

/**
 * What to compare, and how often.
 *
 * @param formats to measure, in this order
 * @param sizes numbers of vectors, ascending
 * @param maxPeerSize greatest size at which formats of other families are built
 * @param threads that add
 * @param k of recall@k
 * @param listSizes points of the curve, each at least k
 * @param minBuildSeconds an index is made again until this much CPU time was spent on it
 * @param repeats counted search passes per list size
 */
record ScaleSettings(
    List<FormatSpec> formats,
    int[] sizes,
    int maxPeerSize,
    int threads,
    int k,
    int[] listSizes,
    double minBuildSeconds,
    int repeats) {
  private static final String OURS = "diskann";

  /** The formats to build at {@code size}. */
  List<FormatSpec> formatsAt(int size) {
    return formats.stream()
        .filter(format -> size <= maxPeerSize || format.family().equals(OURS))
        .toList();
  }
}

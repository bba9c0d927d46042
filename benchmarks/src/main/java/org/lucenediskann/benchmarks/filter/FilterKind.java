package org.lucenediskann.benchmarks.filter;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Filters of all shares: each accepts the first rows of an order.
 *
 * @param label as on the command line
 * @param groups of each query
 * @param orders all rows in the order of a group
 */
record FilterKind(String label, int[] groups, IntFunction<int[]> orders) {
  /** What each query may find: {@code count} rows. Queries of a group share the set. */
  BitSet[] select(int count) {
    Map<Integer, BitSet> perGroup = new HashMap<>();
    return Arrays.stream(groups)
        .mapToObj(group -> perGroup.computeIfAbsent(group, g -> first(orders.apply(g), count)))
        .toArray(BitSet[]::new);
  }

  private static BitSet first(int[] order, int count) {
    BitSet rows = new BitSet(order.length);
    Arrays.stream(order, 0, count).forEach(rows::set);
    return rows;
  }
}

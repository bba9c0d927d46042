package org.lucenediskann.benchmarks.data;

import java.util.Arrays;
import java.util.Optional;

/**
 * Vectors to index and vectors to look for.
 *
 * @param name what tables and records call it
 * @param metric what "near" means
 * @param base n × dim, row number = document id
 * @param queries nq × dim
 * @param neighbors true nearest rows of each query, nearest first (nq × any width), if known
 * @param naturalOrder {@code naturalOrder[i]} is the row that comes i-th where it was collected
 * @param integers whether every value is an integer in 0..255
 */
public record DataSet(
    String name,
    Metric metric,
    Vectors base,
    Vectors queries,
    Optional<int[][]> neighbors,
    Optional<int[]> naturalOrder,
    boolean integers) {

  public DataSet {
    if (base.dimension() != queries.dimension()) {
      throw DataException.of(
          "queries have %d dimensions, base vectors %d", queries.dimension(), base.dimension());
    }
  }

  /** The same data under another metric: what was known of neighbors does not hold any more. */
  public DataSet withMetric(Metric other) {
    Optional<int[][]> known = other == metric ? neighbors : Optional.empty();
    return new DataSet(name, other, base, queries, known, naturalOrder, integers);
  }

  /** Only the first {@code count} rows. */
  public DataSet limitedTo(int count) {
    if (count >= base.size()) {
      return this;
    }
    Vectors fewer = base.first(count);
    Optional<int[]> order =
        naturalOrder.map(all -> Arrays.stream(all).filter(row -> row < count).toArray());
    return new DataSet(name, metric, fewer, queries, Optional.empty(), order, integers);
  }

  /** Only the first {@code count} queries. */
  public DataSet withQueries(int count) {
    if (count >= queries.size()) {
      return this;
    }
    Optional<int[][]> known = neighbors.map(all -> Arrays.copyOf(all, count));
    return new DataSet(name, metric, base, queries.first(count), known, naturalOrder, integers);
  }

  /** Unsigned bytes moved to −128..127. Distances stay, inner products and angles do not. */
  public DataSet asSignedBytes() {
    if (!integers) {
      throw new DataException(name + " is not a byte set: --bytes needs base.u8 or .bvecs");
    }
    Optional<int[][]> known = metric == Metric.EUCLIDEAN ? neighbors : Optional.empty();
    Vectors signed = new ShiftedVectors(base, -128);
    return new DataSet(
        name, metric, signed, new ShiftedVectors(queries, -128), known, naturalOrder, true);
  }

  /** Vectors of length 1, whose dot product is the cosine that this is judged by. */
  public DataSet asUnitVectors() {
    return new DataSet(
        name,
        Metric.DOT,
        new UnitVectors(base),
        new UnitVectors(queries),
        neighbors,
        naturalOrder,
        false);
  }
}

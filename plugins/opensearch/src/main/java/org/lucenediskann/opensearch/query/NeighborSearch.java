package org.lucenediskann.opensearch.query;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.lucenediskann.codec.DiskAnnParameters;
import org.lucenediskann.codec.DiskAnnSearchStrategy;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.common.io.stream.Writeable;
import org.opensearch.core.xcontent.XContentBuilder;

/**
 * What is wanted, but for the field and the filter. Exactly one of {@code k}, {@code minScore} and
 * {@code maxDistance} is given, the others are null.
 *
 * @param vector near which to search
 * @param k hits wanted of each shard
 * @param minScore least score of a hit
 * @param maxDistance greatest distance of a hit
 * @param efSearch places of the search list; null = {@value #EF_SEARCH}
 * @param oversampleFactor how many times {@code k} candidates get exact scores where vectors are
 *     compressed, and the search list's least length in any case; null = as the field says
 * @param rescore whether hits get exact scores where vectors are compressed
 * @param expandNestedDocs whether all nested documents of a parent count, and not its best alone
 * @param ignoreUnmapped whether an unknown field has no hits, and is not an error
 */
record NeighborSearch(
    float[] vector,
    Integer k,
    Float minScore,
    Float maxDistance,
    Integer efSearch,
    Float oversampleFactor,
    boolean rescore,
    boolean expandNestedDocs,
    boolean ignoreUnmapped)
    implements Writeable {

  static final int MAX_K = 10_000;
  static final int EF_SEARCH = 100;

  /** Checks every value that can be checked without the field. */
  NeighborSearch {
    if (vector == null || vector.length == 0) {
      throw new IllegalArgumentException("a [diskann] query needs a vector");
    }
    if (given(k) + given(minScore) + given(maxDistance) != 1) {
      throw new IllegalArgumentException(
          "a [diskann] query needs exactly one of [k], [min_score] and [max_distance]");
    }
    checkRange("k", k, 1, MAX_K);
    checkRange("method_parameters.ef_search", efSearch, 1, MAX_K);
    checkRange("rescore.oversample_factor", oversampleFactor, 1, DiskAnnParameters.MAX_OVERSAMPLE);
    checkRange("min_score", minScore, 0, Float.MAX_VALUE);
    checkRange("max_distance", maxDistance, -Float.MAX_VALUE, Float.MAX_VALUE);
    if (k == null && (efSearch != null || oversampleFactor != null || !rescore)) {
      throw new IllegalArgumentException(
          "[method_parameters.ef_search] and [rescore] need [k]: a search by score or distance has"
              + " no list, and compares with whole vectors");
    }
  }

  private static int given(Object value) {
    return value == null ? 0 : 1;
  }

  private static void checkRange(String name, Number value, float min, float max) {
    if (value != null && !(value.floatValue() >= min && value.floatValue() <= max)) {
      throw new IllegalArgumentException(
          name + " must be in [" + text(min) + ", " + text(max) + "]; " + name + "=" + value);
    }
  }

  private static String text(float bound) {
    return bound == (int) bound ? Integer.toString((int) bound) : Float.toString(bound);
  }

  static NeighborSearch read(StreamInput in) throws IOException {
    return new NeighborSearch(
        in.readFloatArray(),
        in.readOptionalInt(),
        in.readOptionalFloat(),
        in.readOptionalFloat(),
        in.readOptionalInt(),
        in.readOptionalFloat(),
        in.readBoolean(),
        in.readBoolean(),
        in.readBoolean());
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    out.writeFloatArray(vector);
    out.writeOptionalInt(k);
    out.writeOptionalFloat(minScore);
    out.writeOptionalFloat(maxDistance);
    out.writeOptionalInt(efSearch);
    out.writeOptionalFloat(oversampleFactor);
    out.writeBoolean(rescore);
    out.writeBoolean(expandNestedDocs);
    out.writeBoolean(ignoreUnmapped);
  }

  /** Places of the search list; with {@code k} only. */
  int listSize() {
    int wanted = efSearch == null ? EF_SEARCH : efSearch;
    int candidates = oversampleFactor == null ? k : (int) Math.ceil(k * (double) oversampleFactor);
    return Math.max(wanted, candidates);
  }

  /** What the format is to do in each segment; with {@code k} only. */
  DiskAnnSearchStrategy strategy() {
    DiskAnnSearchStrategy strategy =
        DiskAnnSearchStrategy.defaults().withSearchListSize(listSize()).withRerank(rescore);
    return oversampleFactor == null ? strategy : strategy.withOversample(oversampleFactor);
  }

  /** Its part of the JSON. */
  void toXContent(XContentBuilder builder) throws IOException {
    builder.field("vector", vector);
    optional(builder, "k", k);
    optional(builder, "min_score", minScore);
    optional(builder, "max_distance", maxDistance);
    if (efSearch != null) {
      builder.startObject("method_parameters").field("ef_search", efSearch).endObject();
    }
    if (oversampleFactor != null) {
      builder.startObject("rescore").field("oversample_factor", oversampleFactor).endObject();
    } else if (!rescore) {
      builder.field("rescore", false);
    }
    builder.field("expand_nested_docs", expandNestedDocs);
    builder.field("ignore_unmapped", ignoreUnmapped);
  }

  private static void optional(XContentBuilder builder, String name, Object value)
      throws IOException {
    if (value != null) {
      builder.field(name, value);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NeighborSearch that
        && Arrays.equals(vector, that.vector)
        && Objects.equals(k, that.k)
        && Objects.equals(minScore, that.minScore)
        && Objects.equals(maxDistance, that.maxDistance)
        && Objects.equals(efSearch, that.efSearch)
        && Objects.equals(oversampleFactor, that.oversampleFactor)
        && rescore == that.rescore
        && expandNestedDocs == that.expandNestedDocs
        && ignoreUnmapped == that.ignoreUnmapped;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        Arrays.hashCode(vector),
        k,
        minScore,
        maxDistance,
        efSearch,
        oversampleFactor,
        rescore,
        expandNestedDocs,
        ignoreUnmapped);
  }
}

package org.lucenediskann.opensearch;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What all nodes of a cluster have flushed or merged since they started, by their statistics.
 *
 * @param fields of segments
 * @param vectors in them
 * @param deferred how many of the fields were left without a graph
 * @param graphs how many got one, by whatever plan
 */
public record Written(long fields, long vectors, long deferred, long graphs) {

  private static final List<String> PLANS = List.of("rebuild", "insert", "leaf_merge");

  public static Written flushed(Http http) {
    return of(http, "flush");
  }

  public static Written merged(Http http) {
    return of(http, "merge");
  }

  private static Written of(Http http, String occasion) {
    Written sum = new Written(0, 0, 0, 0);
    for (JsonNode node : http.get("/_plugins/_diskann/stats").get("nodes")) {
      sum = sum.plus(of(node.get(occasion)));
    }
    return sum;
  }

  private static Written of(JsonNode figures) {
    return new Written(
        figures.get("count").asLong(),
        figures.get("vectors").asLong(),
        figures.get("deferred").asLong(),
        PLANS.stream().mapToLong(plan -> figures.get("plans").path(plan).asLong()).sum());
  }

  private Written plus(Written other) {
    return new Written(
        fields + other.fields,
        vectors + other.vectors,
        deferred + other.deferred,
        graphs + other.graphs);
  }

  /** The difference to what it was. */
  public Written since(Written before) {
    return new Written(
        fields - before.fields,
        vectors - before.vectors,
        deferred - before.deferred,
        graphs - before.graphs);
  }

  /** Something was written, and all of it got graphs. */
  public Written assertGraphs() {
    assertTrue(toString(), fields > 0);
    assertEquals(toString(), 0, deferred);
    assertEquals(toString(), fields, graphs);
    return this;
  }
}

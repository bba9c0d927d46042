package org.lucenediskann.elasticsearch.http;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Statistics of the plugin, of a node or in total.
 *
 * @param json the object with {@code flushes} and {@code merges}
 */
public record Writes(JsonNode json) {

  /** Fields of segments flushed. */
  public long flushes() {
    return of("/flushes/fields");
  }

  /** Flushes that made a graph. */
  public long flushedGraphs() {
    return flushes() - of("/flushes/deferred");
  }

  /** Fields of segments merged. */
  public long merges() {
    return of("/merges/fields");
  }

  /** Merges that made a graph. */
  public long mergedGraphs() {
    return merges() - of("/merges/deferred");
  }

  /** Fields of segments left to Elasticsearch, of a type. */
  public long elsewhere(String type) {
    return json.at("/elsewhere/" + type).asLong();
  }

  /** One number. */
  public long of(String pointer) {
    JsonNode value = json.at(pointer);
    if (!value.isNumber()) {
      throw new AssertionError("no " + pointer + " in " + json);
    }
    return value.asLong();
  }

  /** Graphs made by any plan. */
  public long plans() {
    long sum = 0;
    for (JsonNode count : json.at("/merges/plans")) {
      sum += count.asLong();
    }
    return sum;
  }
}

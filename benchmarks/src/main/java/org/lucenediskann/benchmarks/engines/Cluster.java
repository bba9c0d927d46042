package org.lucenediskann.benchmarks.engines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.lucenediskann.benchmarks.data.DataException;

/** What is asked of a cluster, in words that both engines know. Safe for many threads. */
final class Cluster {
  private static final int ASKED_EVERY_MS = 100;
  private static final int MOST_ASKED = 30;

  /**
   * What it consists of.
   *
   * @param version of the first node
   * @param nodes all there are
   * @param heapMb of them together
   */
  record Facts(String version, int nodes, long heapMb) {}

  /**
   * What searches of an index see.
   *
   * @param count segments of all shards
   * @param bytes of their files
   */
  record Segments(int count, long bytes) {}

  private final Http http;

  Cluster(Http http) {
    this.http = http;
  }

  Facts facts() {
    JsonNode nodes = http.send("GET", "/_nodes/jvm").path("nodes");
    if (nodes.isEmpty()) {
      throw new DataException("no cluster of a search engine answers there");
    }
    long heapBytes = 0;
    for (JsonNode node : nodes) {
      heapBytes += node.at("/jvm/mem/heap_max_in_bytes").asLong();
    }
    String version = nodes.iterator().next().path("version").asText();
    return new Facts(version, nodes.size(), heapBytes >> 20);
  }

  /** Makes an index anew, without replicas, that is refreshed only when asked to. */
  void create(String index, ObjectNode settings, ObjectNode field, int shards) {
    delete(index);
    settings
        .put("index.number_of_shards", shards)
        .put("index.number_of_replicas", 0)
        .put("index.refresh_interval", "-1");
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("settings", settings);
    body.putObject("mappings").putObject("properties").set(Engine.FIELD, field);
    http.text("PUT", "/" + index, body.toString());
  }

  /** Deletes an index, if it is there. */
  void delete(String index) {
    http.send("DELETE", "/" + index + "?ignore_unavailable=true");
  }

  /** Adds documents, given as lines for {@code _bulk}. */
  void add(String index, String lines) {
    String answer =
        http.text("POST", "/" + index + "/_bulk?filter_path=errors,items.*.error", lines);
    JsonNode errors = http.parse(answer);
    if (errors.path("errors").asBoolean()) {
      throw new DataException(
          "documents are refused: " + errors.at("/items/0").findPath("reason").asText());
    }
  }

  void refresh(String index) {
    http.send("POST", "/" + index + "/_refresh");
  }

  /** Leaves one segment in each shard. */
  void forceMerge(String index) {
    http.send("POST", "/" + index + "/_forcemerge?max_num_segments=1");
    refresh(index);
  }

  Segments segments(String index) {
    int count = 0;
    long bytes = 0;
    JsonNode answer = http.send("GET", "/" + index + "/_segments");
    for (JsonNode copies : answer.path("indices").path(index).path("shards")) {
      for (JsonNode segment : copies.path(0).path("segments")) {
        if (segment.path("search").asBoolean()) {
          count++;
          bytes += segment.path("size_in_bytes").asLong();
        }
      }
    }
    return new Segments(count, bytes);
  }

  /**
   * CPU time of all nodes so far, JIT compilers included; null if they do not tell. Nodes keep what
   * they told for a second, so they are asked until all tell something new.
   */
  Long cpuMillis() {
    JsonNode first = processes();
    JsonNode latest = first;
    for (int asked = 0; asked < MOST_ASKED && !isNewer(latest, first); asked++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ASKED_EVERY_MS));
      latest = processes();
    }
    long sum = 0;
    for (JsonNode node : latest) {
      long millis = node.at("/process/cpu/total_in_millis").asLong(-1);
      if (millis < 0) {
        return null;
      }
      sum += millis;
    }
    return sum;
  }

  private JsonNode processes() {
    return http.send("GET", "/_nodes/stats/process").path("nodes");
  }

  private static boolean isNewer(JsonNode latest, JsonNode first) {
    String timestamp = "/process/timestamp";
    return first.properties().stream()
        .allMatch(
            node ->
                !node.getValue().at(timestamp).isNumber()
                    || node.getValue().at(timestamp).asLong()
                        != latest.path(node.getKey()).at(timestamp).asLong());
  }

  /** Vectors that the plugin has written so far. */
  long vectorsWritten(Engine engine) {
    try {
      return engine.vectorsWritten(http.send("GET", engine.statisticsPath()));
    } catch (DataException e) {
      throw new DataException("the cluster has no diskann plugin: " + e.getMessage(), e);
    }
  }

  /** The answer to a search, not parsed yet. */
  String search(String index, String body) {
    return http.text(
        "POST", "/" + index + "/_search?filter_path=hits.hits._id,_shards.failed,profile", body);
  }

  /**
   * Numbers of the documents found, the nearest first.
   *
   * @throws DataException if a shard did not answer
   */
  int[] rows(String answer) {
    JsonNode parsed = http.parse(answer);
    if (parsed.at("/_shards/failed").asInt() > 0) {
      throw new DataException("a search failed on some shards");
    }
    JsonNode hits = parsed.at("/hits/hits");
    int[] rows = new int[hits.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = hits.get(i).path("_id").asInt();
    }
    return rows;
  }

  /** Vectors compared with the query, by the profile in an answer. */
  long visited(String answer) {
    return http.parse(answer).findValues("vector_operations_count").stream()
        .mapToLong(JsonNode::asLong)
        .sum();
  }
}

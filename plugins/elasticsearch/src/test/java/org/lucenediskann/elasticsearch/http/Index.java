package org.lucenediskann.elasticsearch.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** One index, as clients see it. */
public final class Index {

  /** The mapping of a field of this format: 16 dimensions, cosine. */
  public static final String VECTOR =
      "{'type':'dense_vector','dims':16,'similarity':'cosine','index_options':{'type':'hnsw'}}";

  private final Client client;
  private final String name;
  private final String copies; // that answer searches, as a parameter

  private Index(Client client, String name, String copies) {
    this.client = client;
    this.name = name;
    this.copies = copies;
  }

  /** An index that is there. */
  public Index(Client client, String name) {
    this(client, name, "");
  }

  /**
   * Creates an index.
   *
   * @param settings JSON with single quotes, without braces
   * @param properties the same
   */
  public static Index create(Client client, String name, String settings, String properties) {
    client.send("PUT", "/" + name, body(settings, properties));
    return new Index(client, name);
  }

  private static String body(String settings, String properties) {
    return ("{'settings':{" + settings + "},'mappings':{'properties':{" + properties + "}}}")
        .replace('\'', '"');
  }

  /** The same index seen by another node. */
  public Index at(Client other) {
    return new Index(other, name);
  }

  /** The same index as the copies of one node answer for it, by the node's id. */
  public Index on(String node) {
    return new Index(client, name, "?preference=_only_nodes:" + node);
  }

  /** Adds or replaces the documents of numbers and makes them visible. */
  public Index add(long from, long to, LongFunction<ObjectNode> documents) {
    StringBuilder lines = new StringBuilder();
    LongStream.range(from, to)
        .forEach(
            number ->
                lines
                    .append("{\"index\":{\"_id\":\"" + number + "\"}}\n")
                    .append(documents.apply(number))
                    .append('\n'));
    return bulk(lines);
  }

  /** Deletes the documents of numbers. */
  public Index delete(LongStream numbers) {
    StringBuilder lines = new StringBuilder();
    numbers.forEach(n -> lines.append("{\"delete\":{\"_id\":\"" + n + "\"}}\n"));
    return bulk(lines);
  }

  private Index bulk(CharSequence lines) {
    Response response = client.send("POST", "/" + name + "/_bulk?refresh=true", lines);
    if (response.at("/errors").asBoolean()) {
      throw new AssertionError(response.body().toString());
    }
    return this;
  }

  /** Commits, so that deleted documents need not be kept, and makes one segment. */
  public Index forceMerge() {
    client.send("POST", "/" + name + "/_flush?force=true&wait_if_ongoing=true");
    client.send("POST", "/" + name + "/_forcemerge?max_num_segments=1");
    client.send("POST", "/" + name + "/_refresh");
    return this;
  }

  /** The segments of all copies together. */
  public long segments() {
    long count = 0;
    for (JsonNode shard :
        client.send("GET", "/" + name + "/_segments").at("/indices/" + name + "/shards")) {
      for (JsonNode copy : shard) {
        count += copy.at("/num_search_segments").asLong();
      }
    }
    return count;
  }

  /** Visible documents. */
  public long count() {
    return client.send("GET", "/" + name + "/_count").at("/count").asLong();
  }

  /** Documents that have a field. */
  public long countWith(String field) {
    String query = "{\"query\":{\"exists\":{\"field\":\"" + field + "\"}}}";
    return client.send("POST", "/" + name + "/_count", query).at("/count").asLong();
  }

  /** Any search. */
  public Response search(String body) {
    return client.send("POST", "/" + name + "/_search" + copies, body);
  }

  /** Ids of the documents with the nearest vectors, the nearest first. */
  public List<String> nearest(String field, ArrayNode vector, int k) {
    return nearest(field, vector, k, null);
  }

  /**
   * The same with a filter.
   *
   * @param filter a query as JSON; null = none
   */
  public List<String> nearest(String field, ArrayNode vector, int k, String filter) {
    String body =
        String.format(
            Locale.ROOT,
            """
        {"size": %d, "_source": false,
         "knn": {"field": "%s", "query_vector": %s, "k": %d, "num_candidates": 100 %s}}
            """,
            k,
            field,
            vector,
            k,
            filter == null ? "" : ", \"filter\": " + filter);
    return ids(search(body));
  }

  /** Ids of the same documents, each one scored by a script. */
  public List<String> exact(
      String field, String similarity, ArrayNode vector, int k, String filter) {
    String exists = "{\"exists\": {\"field\": \"" + field + "\"}}";
    String body =
        String.format(
            Locale.ROOT,
            """
        {"size": %d, "_source": false, "query": {"script_score": {
          "query": {"bool": {"filter": [%s]}},
          "script": {"lang": "exact", "source": "%s", "params": {"field": "%s", "vector": %s}}}}}
            """,
            k,
            filter == null ? exists : exists + ", " + filter,
            similarity,
            field,
            vector);
    return ids(search(body));
  }

  /** Share of the exact neighbors that are found, over a number of queries. */
  public double recall(String field, String similarity, Vectors queries, String filter) {
    int k = 10;
    int found = 0;
    int wanted = 0;
    for (int query = 0; query < 40; query++) {
      ArrayNode vector = queries.get(query);
      Set<String> exact = new HashSet<>(exact(field, similarity, vector, k, filter));
      wanted += exact.size();
      exact.retainAll(nearest(field, vector, k, filter));
      found += exact.size();
    }
    return (double) found / wanted;
  }

  private static List<String> ids(Response response) {
    List<String> ids = new ArrayList<>();
    for (JsonNode hit : response.at("/hits/hits")) {
      ids.add(hit.at("/_id").asText());
    }
    return ids;
  }
}

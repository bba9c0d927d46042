package org.lucenediskann.benchmarks.engines;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Answers as a node of either engine does, with documents in memory. A search looks at the first
 * {@value #LOOKED_AT} documents for each place of its list, so that longer lists find more.
 */
public final class StubCluster implements AutoCloseable {
  static final int LOOKED_AT = 40;

  /** A first value that no document may have. */
  static final double REFUSED = 1e6;

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What came in.
   *
   * @param what method and path, without parameters
   * @param body null if there was none, or lines
   */
  record Request(String what, JsonNode body) {}

  private final HttpServer server;
  private final List<Request> requests = new ArrayList<>();
  private final Map<String, Map<Integer, JsonNode>> indexes = new TreeMap<>();
  private final Plugin plugin;
  private long cpuMillis;
  private long vectorsWritten;

  /** What there is of the plugin. */
  private enum Plugin {
    AT_WORK,
    IDLE,
    NONE
  }

  private StubCluster(Plugin plugin) throws IOException {
    this.plugin = plugin;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  /** A cluster with the plugin. */
  public static StubCluster start() throws IOException {
    return new StubCluster(Plugin.AT_WORK);
  }

  /** A cluster with the plugin, where another format writes. */
  static StubCluster startIdle() throws IOException {
    return new StubCluster(Plugin.IDLE);
  }

  static StubCluster startWithoutPlugin() throws IOException {
    return new StubCluster(Plugin.NONE);
  }

  /** Where it answers. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** All requests whose method and path match {@code pattern}, in order. */
  synchronized List<Request> requests(String pattern) {
    return requests.stream().filter(request -> request.what().matches(pattern)).toList();
  }

  synchronized List<String> indexes() {
    return List.copyOf(indexes.keySet());
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String answer = answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body);
    byte[] bytes = (answer == null ? "no handler" : answer).getBytes(UTF_8);
    exchange.sendResponseHeaders(answer == null ? 400 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized String answer(String method, String path, String body) throws IOException {
    boolean lines = path.endsWith("/_bulk");
    requests.add(
        new Request(method + " " + path, lines || body.isEmpty() ? null : JSON.readTree(body)));
    String[] parts = path.substring(1).split("/", -1);
    if (parts[0].startsWith("_")) {
      return aboutNodes(path);
    }
    return switch (method + " " + parts[parts.length - 1]) {
      case "POST _bulk" -> add(parts[0], body);
      case "POST _refresh", "POST _forcemerge" -> "{}";
      case "GET _segments" -> segments(parts[0]);
      case "POST _search" -> search(parts[0], JSON.readTree(body));
      default -> method.equals("PUT") ? create(parts[0]) : delete(parts[0]);
    };
  }

  private String aboutNodes(String path) {
    return switch (path) {
      case "/_nodes/jvm" ->
          "{'nodes':{'a':{'version':'9.8.7','jvm':{'mem':{'heap_max_in_bytes':1073741824}}}}}"
              .replace('\'', '"');
      case "/_nodes/stats/process" ->
          "{\"nodes\":{\"a\":{\"process\":{\"cpu\":{\"total_in_millis\":"
              + (cpuMillis += 20)
              + "}}}}}";
      case "/_diskann/stats" -> statistics("{\"total\":%s}", "flushes", "merges");
      case "/_plugins/_diskann/stats" -> statistics("{\"nodes\":{\"a\":%s}}", "flush", "merge");
      default -> null;
    };
  }

  private String statistics(String where, String flushes, String merges) {
    String written =
        String.format(
            Locale.ROOT,
            "{\"%s\":{\"vectors\":%d},\"%s\":{\"vectors\":0}}",
            flushes,
            vectorsWritten,
            merges);
    return plugin == Plugin.NONE ? null : where.replace("%s", written);
  }

  private String create(String index) {
    indexes.put(index, new TreeMap<>());
    return "{}";
  }

  private String delete(String index) {
    indexes.remove(index);
    return "{}";
  }

  private String add(String index, String body) throws IOException {
    String[] lines = body.split("\n", -1);
    for (int i = 0; i + 1 < lines.length; i += 2) {
      int id = JSON.readTree(lines[i]).at("/index/_id").asInt();
      JsonNode vector = JSON.readTree(lines[i + 1]).get("vec");
      if (vector.get(0).asDouble() == REFUSED) {
        return "{\"errors\":true,\"items\":[{\"index\":{\"error\":{\"reason\":\"too far\"}}}]}";
      }
      indexes.get(index).put(id, vector);
    }
    boolean ours = plugin == Plugin.AT_WORK && index.startsWith("diskann-benchmark-diskann");
    vectorsWritten += ours ? lines.length / 2 : 0;
    return "{\"errors\":false}";
  }

  private String segments(String index) {
    long bytes = 100L * indexes.get(index).size();
    return String.format(
        Locale.ROOT,
        "{\"indices\":{\"%s\":{\"shards\":{\"0\":[{\"segments\":{"
            + "\"_0\":{\"search\":true,\"size_in_bytes\":%d},"
            + "\"_1\":{\"search\":false,\"size_in_bytes\":7}}}]}}}}",
        index,
        bytes);
  }

  private String search(String index, JsonNode body) {
    JsonNode vector = body.findValue(body.has("knn") ? "query_vector" : "vector");
    int listSize = body.findValue(body.has("knn") ? "num_candidates" : "ef_search").asInt();
    int visited = Math.min(indexes.get(index).size(), LOOKED_AT * listSize);
    String hits =
        indexes.get(index).entrySet().stream()
            .limit(visited)
            .sorted(Comparator.comparingDouble(doc -> distance(vector, doc.getValue())))
            .limit(body.get("size").asInt())
            .map(doc -> "{\"_id\":\"" + doc.getKey() + "\"}")
            .collect(Collectors.joining(","));
    String profile =
        body.has("profile")
            ? ",\"profile\":{\"shards\":[{\"dfs\":{\"knn\":[{\"vector_operations_count\":"
                + visited
                + "}]}}]}"
            : "";
    return "{\"_shards\":{\"failed\":0},\"hits\":{\"hits\":[" + hits + "]}" + profile + "}";
  }

  private static double distance(JsonNode a, JsonNode b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      double difference = a.get(i).asDouble() - b.get(i).asDouble();
      sum += difference * difference;
    }
    return sum;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

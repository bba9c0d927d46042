package org.lucenediskann.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a user of a node has: HTTP and JSON. */
public final class Http {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** More than any that is given to a node, which then tells what it waits for. */
  private static final Duration TIMEOUT = Duration.ofMinutes(6);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI node;

  public Http(URI node) {
    this.node = node;
  }

  /** Where the node answers. */
  public URI address() {
    return node;
  }

  /** An answer: JSON, or nothing. */
  public record Answer(int status, JsonNode body) {

    /** The message of an error, with all causes. */
    public String error() {
      return body.path("error").toString();
    }
  }

  /** Sends a request; {@code body} may be null, or use {@code '} for {@code "}. */
  public Answer send(String method, String path, String body) {
    String json = body == null ? "" : body.replace('\'', '"');
    String type = path.contains("_bulk") ? "application/x-ndjson" : "application/json";
    HttpRequest request =
        HttpRequest.newBuilder(node.resolve(path))
            .timeout(TIMEOUT)
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(json))
            .build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new AssertionError(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Sends a request that must succeed. */
  public JsonNode ok(String method, String path, String body) {
    Answer answer = send(method, path, body);
    if (answer.status() / 100 != 2) {
      throw new AssertionError(method + " " + path + ": " + answer);
    }
    return answer.body();
  }

  public JsonNode get(String path) {
    return ok("GET", path, null);
  }

  public JsonNode post(String path) {
    return ok("POST", path, null);
  }

  public JsonNode post(String path, String body) {
    return ok("POST", path, body);
  }

  public JsonNode put(String path, String body) {
    return ok("PUT", path, body);
  }

  public JsonNode delete(String path) {
    return ok("DELETE", path, null);
  }

  /** Sends documents; none may fail. */
  public void bulk(String index, String lines) {
    JsonNode answer = post("/" + index + "/_bulk", lines);
    if (answer.get("errors").asBoolean()) {
      throw new AssertionError(answer.toString());
    }
  }
}

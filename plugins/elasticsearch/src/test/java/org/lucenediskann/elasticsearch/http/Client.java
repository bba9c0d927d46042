package org.lucenediskann.elasticsearch.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Sends requests to one node. */
public final class Client {

  /** Of this package; its results are shared by all who build requests. */
  public static final ObjectMapper JSON = new ObjectMapper();

  /** More than any that is given to a node, which then tells what it waits for. */
  private static final Duration TIMEOUT = Duration.ofMinutes(6);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI node;

  /** A client of the node at a port of this machine. */
  public Client(int port) {
    node = URI.create("http://127.0.0.1:" + port);
  }

  /** Sends a request and expects success. */
  public Response send(String method, String path, Object body) {
    Response response = trySend(method, path, body);
    if (response.status() / 100 != 2) {
      throw new AssertionError(
          method + " " + path + ": " + response.status() + " " + response.body());
    }
    return response;
  }

  /** Sends a request without a body and expects success. */
  public Response send(String method, String path) {
    return send(method, path, null);
  }

  /**
   * Sends a request.
   *
   * @param body a string of JSON, lines of them or a tree; null = none
   */
  public Response trySend(String method, String path, Object body) {
    HttpRequest.BodyPublisher content =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body.toString());
    HttpRequest request =
        HttpRequest.newBuilder(node.resolve(path))
            .method(method, content)
            .header("Content-Type", "application/json")
            .timeout(TIMEOUT)
            .build();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      return new Response(response.statusCode(), parse(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode parse(String body) throws IOException {
    return body.startsWith("{") ? JSON.readTree(body) : JSON.getNodeFactory().textNode(body);
  }

  /** Waits until nothing moves any more and every copy is there. */
  public void awaitGreen() {
    send(
        "GET",
        "/_cluster/health?wait_for_status=green&wait_for_no_relocating_shards=true&timeout=300s");
  }

  /** What this cluster has written, all nodes together. */
  public Writes writes() {
    return new Writes(send("GET", "/_diskann/stats").at("/total"));
  }
}

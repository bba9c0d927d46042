package org.lucenediskann.benchmarks.engines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.lucenediskann.benchmarks.data.DataException;

/** Requests to a cluster. Safe for many threads. Whatever goes wrong is a {@link DataException}. */
final class Http implements AutoCloseable {
  /** Not an option, as records name those. */
  private static final String AUTHORIZATION = "DISKANN_AUTHORIZATION";

  private static final int LONGEST_REASON = 500;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI url;

  Http(URI url) {
    this.url = url;
  }

  /** Sends a request without a body, and parses what comes back. */
  JsonNode send(String method, String path) {
    return parse(text(method, path, ""));
  }

  JsonNode parse(String answer) {
    try {
      return json.readTree(answer);
    } catch (JsonProcessingException e) {
      throw new DataException(url + " answers something else than JSON", e);
    }
  }

  /** Sends JSON, or lines of it, and gives back what comes as it is. */
  String text(String method, String path, String body) {
    HttpResponse<String> response = answer(request(method, path, body));
    if (response.statusCode() / 100 != 2) {
      throw DataException.of(
          "%s %s: %d %s", method, path, response.statusCode(), shortened(response.body()));
    }
    return response.body();
  }

  private HttpRequest request(String method, String path, String body) {
    BodyPublisher content =
        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path)).method(method, content);
    request.header("Content-Type", "application/json");
    Optional.ofNullable(System.getenv(AUTHORIZATION))
        .ifPresent(value -> request.header("Authorization", value));
    return request.build();
  }

  private HttpResponse<String> answer(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new DataException(url + " does not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("interrupted", e);
    }
  }

  private static String shortened(String reason) {
    return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
  }

  @Override
  public void close() {
    client.close();
  }
}

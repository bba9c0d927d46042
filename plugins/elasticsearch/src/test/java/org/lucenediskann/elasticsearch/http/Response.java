package org.lucenediskann.elasticsearch.http;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An answer.
 *
 * @param status of HTTP
 * @param body parsed
 */
public record Response(int status, JsonNode body) {

  /** A value of the body; fails if it is not there. */
  public JsonNode at(String pointer) {
    JsonNode value = body.at(pointer);
    if (value.isMissingNode()) {
      throw new AssertionError("no " + pointer + " in " + body);
    }
    return value;
  }
}

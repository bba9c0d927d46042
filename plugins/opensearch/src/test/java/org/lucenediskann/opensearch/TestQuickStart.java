package org.lucenediskann.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.ClassRule;
import org.junit.Test;

/** The commands of the README's quick start, sent as they are. */
public class TestQuickStart {

  /** Method, path and body of a command; those without a method and a body get something. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "curl (?:-X (\\w+) )?'localhost:9200([^']*)'(?: -H \"\\$H\" [-\\w]+ '([^']*)')?\n");

  @ClassRule public static final OneNode NODE = new OneNode();

  @Test
  public void testCommands() throws IOException {
    String readme = Files.readString(Path.of("README.md"), UTF_8);
    List<JsonNode> answers = new ArrayList<>();
    for (MatchResult command : COMMAND.matcher(readme).results().toList()) {
      answers.add(send(command.group(1), command.group(2), command.group(3)));
    }
    assertEquals("mapping, documents, search, statistics", 4, answers.size());
    assertEquals(answers.get(1).toString(), 3, answers.get(1).get("items").size());
    assertEquals(
        "those with tag a, the nearest first",
        List.of("1", "3"),
        answers.get(2).at("/hits/hits").findValuesAsText("_id"));
    assertTrue(answers.get(3).toString(), NODE.stats().at("/flush/vectors").asInt() >= 3);
  }

  private static JsonNode send(String method, String path, String body) {
    return NODE.http().ok(method == null ? "GET" : method, path, body);
  }
}

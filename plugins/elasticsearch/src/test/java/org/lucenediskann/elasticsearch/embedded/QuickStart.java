package org.lucenediskann.elasticsearch.embedded;

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
import org.junit.Test;
import org.lucenediskann.elasticsearch.http.Client;
import org.lucenediskann.elasticsearch.http.PluginFiles;

/** The commands of the README's quick start, sent as they are. */
public class QuickStart {

  /** Method, path and body of a command; those without a method and a body get something. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "curl (?:-X (\\w+) )?'localhost:9200([^']*)'(?: -H \"\\$H\" [-\\w]+ '([^']*)')?\n");

  private final Client client = TestEmbeddedNode.NODE.client();

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
    assertTrue(answers.get(3).toString(), answers.get(3).at("/total/flushes/vectors").asInt() >= 3);
    assertTrue("the zip's name", readme.contains(PluginFiles.zip().getFileName() + "\""));
    client.send("DELETE", "/docs"); // has a replica, for which there is no node
  }

  private JsonNode send(String method, String path, String body) {
    return client.send(method == null ? "GET" : method, path, body).body();
  }
}

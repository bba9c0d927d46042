package org.lucenediskann.opensearch;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;
import org.opensearch.common.settings.Settings;

/** A cluster of three nodes for the tests of one class. */
final class ThreeNodes extends ExternalResource {

  private static final int SIZE = 3;

  private final TemporaryFolder folder = new TemporaryFolder();
  private final List<EmbeddedNode> nodes = new ArrayList<>();

  @Override
  protected void before() throws IOException {
    folder.create();
    for (int i = 0; i < SIZE; i++) {
      startNext();
    }
  }

  /** Starts the node with the next number, with the data it had if it ran before. */
  void startNext() {
    String name = "n" + nodes.size();
    List<String> seeds = nodes.stream().map(EmbeddedNode::transportAddress).toList();
    Settings settings =
        Settings.builder().put("node.name", name).putList("discovery.seed_hosts", seeds).build();
    Path home = folder.getRoot().toPath().resolve(name);
    nodes.add(EmbeddedNode.start(home, settings));
    JsonNode health = http(0).get("/_cluster/health?timeout=300s&wait_for_nodes=" + nodes.size());
    assertEquals(nodes.size(), health.get("number_of_nodes").asInt());
  }

  /** Ends the last node without a word to the others. */
  void loseLast() {
    nodes.remove(nodes.size() - 1).close();
  }

  Http http(int node) {
    return nodes.get(node).http();
  }

  /** A figure of the statistics, of all nodes together. */
  long sum(String figure) {
    long sum = 0;
    for (JsonNode node : http(0).get("/_plugins/_diskann/stats").get("nodes")) {
      sum += node.at(figure).asLong();
    }
    return sum;
  }

  @Override
  protected void after() {
    nodes.forEach(EmbeddedNode::close);
    folder.delete();
  }
}

package org.lucenediskann.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;
import org.opensearch.common.settings.Settings;

/** A node for the tests of one class. */
final class OneNode extends ExternalResource {

  private final TemporaryFolder folder = new TemporaryFolder();
  private final Settings settings;
  private EmbeddedNode node;

  OneNode() {
    this(Settings.EMPTY);
  }

  OneNode(Settings settings) {
    this.settings = settings;
  }

  @Override
  protected void before() throws IOException {
    folder.create();
    start();
  }

  private void start() {
    node = EmbeddedNode.start(folder.getRoot().toPath(), settings);
  }

  /** Ends the node and starts another one with its data. */
  void restart() {
    node.close();
    start();
  }

  Http http() {
    return node.http();
  }

  EmbeddedNode node() {
    return node;
  }

  /** The node's own part of the statistics. */
  JsonNode stats() {
    return http().get("/_plugins/_diskann/stats").get("nodes").iterator().next();
  }

  @Override
  protected void after() {
    node.close();
    folder.delete();
  }
}

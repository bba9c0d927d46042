package org.lucenediskann.opensearch.zip;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.lucenediskann.opensearch.Http;
import org.lucenediskann.opensearch.Replicas;

/** Three processes with the installed zip, three shards and a replica of each; one is killed. */
public class TestKilledNode {

  private static final int DOCS = 3000;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final List<NodeProcess> nodes = new ArrayList<>();
  private Http http;

  @Before
  public void start() throws IOException, InterruptedException {
    String seed = "";
    for (int i = 0; i < 3; i++) {
      Path home = folder.newFolder("n" + i).toPath();
      Installation.into(home);
      nodes.add(new NodeProcess(home, "n" + i, seed));
      seed = nodes.get(0).transportAddress();
    }
    http = nodes.get(0).http();
    JsonNode health = http.get("/_cluster/health?wait_for_nodes=3&timeout=300s");
    assertEquals(3, health.get("number_of_nodes").asInt());
  }

  @After
  public void stop() {
    nodes.forEach(NodeProcess::close);
  }

  /** Documents on a line, in both kinds of replication. */
  private void fill(String replication) {
    String index = "/" + replication;
    http.put(
        index,
        "{'settings':{'index.diskann':true,'number_of_shards':3,'number_of_replicas':1,"
            + "'index.unassigned.node_left.delayed_timeout':'0s','index.replication.type':'"
            + replication.toUpperCase(Locale.ROOT)
            + "'},'mappings':{'properties':{'v':{'type':'diskann_vector','dimension':2}}}}");
    http.get("/_cluster/health" + index + "?wait_for_status=green&timeout=300s");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < DOCS; i++) {
      lines.append("{\"index\":{\"_id\":\"").append(i).append("\"}}\n");
      lines.append("{\"v\":[").append(i).append(',').append(i % 7).append("]}\n");
    }
    http.bulk(replication, lines.toString());
    http.post(index + "/_forcemerge?max_num_segments=1");
    http.post(index + "/_refresh");
    Replicas.await(http, replication, DOCS);
  }

  private static void assertNearest(Http http, String index) {
    for (int wanted = 50; wanted < DOCS; wanted += 500) {
      JsonNode answer =
          http.post(
              "/" + index + "/_search",
              "{'size':1,'query':{'diskann':{'v':{'vector':["
                  + wanted
                  + ","
                  + wanted % 7
                  + "],'k':3}}}}");
      assertEquals(answer.toString(), 3, answer.at("/_shards/successful").asInt());
      assertEquals(answer.toString(), wanted, answer.at("/hits/hits/0/_id").asInt());
    }
  }

  @Test
  public void testReplicasAnswer() throws InterruptedException {
    fill("segment");
    fill("document");
    assertNearest(nodes.get(2).http(), "segment");
    assertNearest(nodes.get(2).http(), "document");
    JsonNode stats = http.get("/_plugins/_diskann/stats");
    assertEquals(stats.toString(), 3, stats.at("/_nodes/successful").asInt());
    nodes.remove(2).kill();
    JsonNode health =
        http.get("/_cluster/health?wait_for_status=yellow&wait_for_nodes=2&timeout=300s");
    assertEquals(health.toString(), 2, health.get("number_of_nodes").asInt());
    for (NodeProcess node : nodes) {
      assertNearest(node.http(), "segment");
      assertNearest(node.http(), "document");
    }
    health = http.get("/_cluster/health?wait_for_status=green&timeout=300s");
    assertTrue(health.toString(), !health.get("timed_out").asBoolean());
    assertNearest(http, "segment");
    assertNearest(http, "document");
  }
}

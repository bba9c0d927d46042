package org.lucenediskann.opensearch.zip;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.lucenediskann.opensearch.Http;
import org.lucenediskann.opensearch.Recall;
import org.lucenediskann.opensearch.Replicas;
import org.lucenediskann.opensearch.Vectors;
import org.lucenediskann.opensearch.Written;

/** Three processes with the installed zip, three shards and a replica of each; one is killed. */
public class TestKilledNode {

  private static final int DOCS = 3000;
  private static final Vectors VECTORS =
      Vectors.floats(DOCS, 8, VectorSimilarityFunction.EUCLIDEAN, 1);

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

  /** One segment with a graph in each copy of a shard. */
  private void fill(String replication) {
    String index = "/" + replication;
    http.put(
        index,
        "{'settings':{'index.diskann':true,'number_of_shards':3,'number_of_replicas':1,"
            + "'index.unassigned.node_left.delayed_timeout':'0s','index.replication.type':'"
            + replication.toUpperCase(Locale.ROOT)
            + "'},'mappings':{'properties':{'v':{'type':'diskann_vector','dimension':8,"
            + "'method':{'name':'diskann','parameters':{'deferral':'never'}}}}}}");
    http.get("/_cluster/health" + index + "?wait_for_status=green&timeout=300s");
    http.bulk(replication, VECTORS.bulk(0, DOCS / 2));
    http.post(index + "/_refresh");
    http.bulk(replication, VECTORS.bulk(DOCS / 2, DOCS));
    http.post(index + "/_forcemerge?max_num_segments=1");
    http.post(index + "/_refresh");
    Replicas.await(http, replication, DOCS);
  }

  /** Every document is found by graphs: no segment is without. */
  private static void check(Http http, String copies) {
    new Recall(http, "segment", VECTORS).on(copies).atLeast(.97);
    new Recall(http, "document", VECTORS).on(copies).atLeast(.97);
    JsonNode stats = http.get("/_plugins/_diskann/stats");
    assertEquals(stats.toString(), 0, stats.at("/_nodes/failed").asInt());
    for (JsonNode node : stats.get("nodes")) {
      assertTrue(stats.toString(), node.at("/segments/count").asInt() > 0);
      assertEquals(stats.toString(), 0, node.at("/segments/deferred").asInt());
    }
  }

  @Test
  public void testReplicasAnswer() throws InterruptedException {
    fill("segment");
    fill("document");
    check(nodes.get(2).http(), "_replica");
    assertEquals((1 + 2) * DOCS, Written.flushed(http).assertGraphs().vectors());
    assertEquals((1 + 2) * DOCS, Written.merged(http).assertGraphs().vectors());
    nodes.remove(2).kill();
    JsonNode health =
        http.get("/_cluster/health?wait_for_status=yellow&wait_for_nodes=2&timeout=300s");
    assertEquals(health.toString(), 2, health.get("number_of_nodes").asInt());
    for (NodeProcess node : nodes) {
      check(node.http(), "_local"); // a shard of which there is no copy is asked elsewhere
    }
    health = http.get("/_cluster/health?wait_for_status=green&timeout=300s");
    assertFalse(health.toString(), health.get("timed_out").asBoolean());
    Replicas.await(http, "segment", DOCS);
    check(http, "_replica");
  }
}

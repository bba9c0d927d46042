package org.lucenediskann.opensearch;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.opensearch.common.settings.Settings;

/** Three nodes, three shards, a replica of each. */
public class TestCluster {

  private static final int DIMENSION = 8;
  private static final int DOCS = 3000;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final List<EmbeddedNode> nodes = new ArrayList<>();
  private final Vectors vectors =
      Vectors.floats(DOCS, DIMENSION, VectorSimilarityFunction.EUCLIDEAN, 1);
  private Http http;

  @Before
  public void start() throws IOException {
    String seed = "";
    for (int i = 0; i < 3; i++) {
      Settings settings =
          Settings.builder()
              .put("node.name", "n" + i)
              .putList("discovery.seed_hosts", seed.isEmpty() ? List.of() : List.of(seed))
              .build();
      nodes.add(EmbeddedNode.start(folder.newFolder("n" + i).toPath(), settings));
      seed = nodes.get(0).transportAddress();
    }
    http = nodes.get(0).http();
    JsonNode health = http.get("/_cluster/health?wait_for_nodes=3&timeout=60s");
    assertEquals(3, health.get("number_of_nodes").asInt());
  }

  @After
  public void stop() {
    nodes.forEach(EmbeddedNode::close);
  }

  private void create(String replication) {
    http.put(
        "/c",
        "{'settings':{'index.diskann':true,'number_of_shards':3,'number_of_replicas':1,"
            + "'index.replication.type':'"
            + replication
            + "'},'mappings':{'properties':{'v':"
            + Indexes.field("l2", DIMENSION)
            + ",'tag':{'type':'integer'},'rank':{'type':'integer'}}}}");
    awaitHealth("green");
  }

  private void awaitHealth(String color) {
    JsonNode health = http.get("/_cluster/health/c?wait_for_status=" + color + "&timeout=120s");
    assertEquals(health.toString(), false, health.get("timed_out").asBoolean());
  }

  /** Replicas by segment get theirs some time after the primaries. */
  private void awaitReplicas(int documents) {
    await(() -> http.post("/c/_count?preference=_replica", "{}").get("count").asInt() == documents);
  }

  private static void await(BooleanSupplier condition) {
    try {
      for (int i = 0; i < 600 && !condition.getAsBoolean(); i++) {
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertTrue("in a minute", condition.getAsBoolean());
  }

  private void indexAndChange() {
    http.bulk("c", vectors.bulk(0, DOCS / 2));
    http.post("/c/_refresh");
    http.bulk("c", vectors.bulk(DOCS / 2, DOCS));
    http.post("/c/_refresh");
    http.post("/c/_delete_by_query?refresh=true", "{'query':{'term':{'tag':3}}}");
    http.bulk("c", vectors.bulk(0, 1)); // replaces
    http.post("/c/_refresh");
    awaitReplicas(DOCS * 9 / 10);
  }

  private Recall recall(Http client) {
    return new Recall(client, "c", vectors).among(doc -> doc % 10 != 3);
  }

  private void checkCopies() {
    recall(http).on("_primary").atLeast(.97);
    recall(nodes.get(1).http()).on("_replica").atLeast(.97);
    recall(nodes.get(2).http())
        .with("'filter':{'range':{'tag':{'lt':5}}}")
        .on("_replica")
        .among(doc -> doc % 10 < 5 && doc % 10 != 3)
        .atLeast(.97);
  }

  /** A figure of all nodes together. */
  private long sum(String figure) {
    long sum = 0;
    for (JsonNode node : http.get("/_plugins/_diskann/stats").get("nodes")) {
      sum += node.at(figure).asLong();
    }
    return sum;
  }

  /** Ends a node without a word to the others; every shard has a copy elsewhere. */
  private void loseNode() {
    nodes.remove(2).close();
    recallWhileYellow();
    awaitHealth("green"); // copies were made on the two that are left
    checkRest();
  }

  private void recallWhileYellow() {
    await(
        () ->
            http.get("/_cluster/health").get("number_of_nodes").asInt() == 2
                && !http.get("/_cluster/health/c").get("status").asText().equals("red"));
    recall(http).atLeast(.97);
  }

  private void checkRest() {
    awaitReplicas(DOCS * 9 / 10);
    recall(http).on("_primary").atLeast(.97);
    recall(nodes.get(1).http()).on("_replica").atLeast(.97);
  }

  private void mergeToOne() {
    http.post("/c/_forcemerge?max_num_segments=1");
    http.post("/c/_refresh");
    await(() -> sum("/segments/count") == 6 && sum("/segments/vectors") == 2 * DOCS * 9 / 10);
  }

  /** k is asked of each shard, the size of the answer of all. */
  private void checkTotals() {
    JsonNode answer =
        http.post(
            "/c/_search",
            "{'size':4,'query':{'diskann':{'v':{'vector':" + vectors.json(0) + ",'k':5}}}}");
    assertEquals(15, answer.at("/hits/total/value").asInt());
    assertEquals(vectors.nearest(vectors.rows()[0], 4, doc -> doc % 10 != 3), Vectors.ids(answer));
  }

  @Test
  public void testSegmentReplicationBuildsEveryGraphOnce() {
    create("SEGMENT");
    indexAndChange();
    checkCopies();
    assertEquals("by primaries only", DOCS + 1, sum("/flush/vectors"));
    mergeToOne();
    checkCopies();
    checkTotals();
    assertEquals("by primaries only", DOCS * 9 / 10, sum("/merge/vectors"));
    assertEquals("copies have them all the same", 0, sum("/segments/deferred"));
    loseNode();
  }

  @Test
  public void testDocumentReplicationBuildsEveryGraphTwice() {
    create("DOCUMENT");
    indexAndChange();
    checkCopies();
    assertEquals("by every copy", 2 * (DOCS + 1), sum("/flush/vectors"));
    mergeToOne();
    checkCopies();
    checkTotals();
    loseNode();
  }
}

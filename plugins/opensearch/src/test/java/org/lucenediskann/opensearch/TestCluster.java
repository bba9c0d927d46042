package org.lucenediskann.opensearch;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.junit.ClassRule;
import org.junit.Test;

/** Three shards and a replica of each, on three nodes. */
public class TestCluster {

  private static final int DIMENSION = 8;
  private static final int SHARDS = 3;
  private static final int DOCS = 3000;
  private static final int LIVE = DOCS * 9 / 10;
  private static final Vectors VECTORS =
      Vectors.floats(DOCS, DIMENSION, VectorSimilarityFunction.EUCLIDEAN, 1);

  @ClassRule public static final ThreeNodes CLUSTER = new ThreeNodes();

  private final Http http = CLUSTER.http(0);

  private void create(String index, String replication) {
    http.put(
        "/" + index,
        "{'settings':{'index.diskann':true,'number_of_shards':3,'number_of_replicas':1,"
            + "'index.unassigned.node_left.delayed_timeout':'0s','index.replication.type':'"
            + replication
            + "'},'mappings':{'properties':{'v':"
            + Indexes.fieldWithGraphs("l2", DIMENSION)
            + ",'tag':{'type':'integer'},'rank':{'type':'integer'}}}}");
    awaitGreen(index);
  }

  private void awaitGreen(String index) {
    JsonNode health = http.get("/_cluster/health/" + index + "?wait_for_status=green&timeout=300s");
    assertFalse(health.toString(), health.get("timed_out").asBoolean());
  }

  /** Adds all, deletes a tenth, replaces one. */
  private void fill(String index) {
    http.bulk(index, VECTORS.bulk(0, DOCS / 2));
    http.post("/" + index + "/_refresh");
    http.bulk(index, VECTORS.bulk(DOCS / 2, DOCS));
    http.post("/" + index + "/_refresh");
    Replicas.await(http, index, DOCS); // or some of what is to be deleted would not be found there
    http.post("/" + index + "/_delete_by_query?refresh=true", "{'query':{'term':{'tag':3}}}");
    http.bulk(index, VECTORS.bulk(0, 1));
    http.post("/" + index + "/_refresh");
    Replicas.await(http, index, LIVE);
  }

  private static boolean isLive(int doc) {
    return doc % 10 != 3;
  }

  private static Recall recall(int node, String index) {
    return new Recall(CLUSTER.http(node), index, VECTORS).among(TestCluster::isLive);
  }

  private static void checkCopies(String index) {
    recall(0, index).on("_primary").atLeast(.97);
    recall(1, index).on("_replica").atLeast(.97);
    recall(1, index).on("_replica").ofScriptsAtLeast(.97);
    Recall filtered =
        recall(1, index)
            .on("_replica")
            .filtered("{'range':{'tag':{'lt':5}}}", doc -> doc % 10 < 5 && isLive(doc));
    filtered.atLeast(.97);
    filtered.ofScriptsAtLeast(.97);
    assertEverySegmentHasAGraph();
  }

  /** In what the nodes search now, replicas too; or searches would be exact scans. */
  private static void assertEverySegmentHasAGraph() {
    assertTrue(CLUSTER.sum("/segments/count") > 0);
    assertEquals(0, CLUSTER.sum("/segments/deferred"));
  }

  private void mergeToOne(String index) {
    http.post("/" + index + "/_forcemerge?max_num_segments=1");
    http.post("/" + index + "/_refresh");
  }

  /** Six copies, one segment each. */
  private void awaitMerged(String index) {
    Replicas.await(
        () -> http.get("/" + index + "/_segments").at("/indices/" + index + "/shards"),
        shards ->
            shards.findValuesAsText("num_search_segments").equals(Collections.nCopies(6, "1")),
        () -> {
          Replicas.change(http, index);
          mergeToOne(index);
        });
  }

  /** k is asked of each shard, the size of the answer of all. */
  private void checkTotals(String index) {
    JsonNode answer =
        http.post(
            "/" + index + "/_search",
            "{'size':4,'query':{'diskann':{'v':{'vector':" + VECTORS.json(0) + ",'k':5}}}}");
    assertEquals(15, answer.at("/hits/total/value").asInt());
    assertEquals(VECTORS.nearest(VECTORS.rows()[0], 4, TestCluster::isLive), Vectors.ids(answer));
  }

  /** How many vectors were flushed and merged meanwhile; deleted ones may be merged or not. */
  private void checkWritten(String index, String replication, long copiesThatBuild) {
    Written flushed = Written.flushed(http);
    Written merged = Written.merged(http);
    create(index, replication);
    fill(index);
    checkCopies(index);
    mergeToOne(index);
    flushed = Written.flushed(http).since(flushed).assertGraphs();
    merged = Written.merged(http).since(merged).assertGraphs();
    assertEquals(copiesThatBuild * (DOCS + 1), flushed.vectors());
    assertTrue(flushed.toString(), flushed.graphs() >= copiesThatBuild * 2 * SHARDS);
    assertEquals(copiesThatBuild * SHARDS, merged.graphs());
    assertTrue(merged.toString(), merged.vectors() >= copiesThatBuild * LIVE);
    assertTrue(merged.toString(), merged.vectors() <= copiesThatBuild * (DOCS + 1));
    awaitMerged(index);
    checkCopies(index);
    checkTotals(index);
  }

  @Test
  public void testSegmentReplicationBuildsEveryGraphOnce() {
    checkWritten("once", "SEGMENT", 1);
  }

  @Test
  public void testDocumentReplicationBuildsEveryGraphTwice() {
    checkWritten("twice", "DOCUMENT", 2);
  }

  /** Every shard has a copy elsewhere, and gets another one. */
  @Test
  public void testNodeIsLost() {
    Written flushed = Written.flushed(http);
    create("by_segment", "SEGMENT");
    create("by_document", "DOCUMENT");
    fill("by_segment");
    fill("by_document");
    flushed = Written.flushed(http).since(flushed).assertGraphs();
    assertEquals((1 + 2) * (DOCS + 1), flushed.vectors());
    CLUSTER.loseLast();
    Replicas.await(
        () -> http.get("/_cluster/health"),
        health ->
            health.get("number_of_nodes").asInt() == 2
                && !health.get("status").asText().equals("red"),
        () -> {});
    for (String index : List.of("by_segment", "by_document")) {
      recall(1, index).atLeast(.97);
      awaitGreen(index);
      Replicas.await(http, index, LIVE);
      checkCopies(index);
    }
    CLUSTER.startNext();
    awaitGreen("by_segment");
    recall(2, "by_segment").atLeast(.97);
    assertEverySegmentHasAGraph();
  }
}

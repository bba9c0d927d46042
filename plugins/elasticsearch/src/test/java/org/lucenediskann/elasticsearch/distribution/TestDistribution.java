package org.lucenediskann.elasticsearch.distribution;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.lucenediskann.elasticsearch.http.Client;
import org.lucenediskann.elasticsearch.http.FreePorts;
import org.lucenediskann.elasticsearch.http.Index;
import org.lucenediskann.elasticsearch.http.Vectors;
import org.lucenediskann.elasticsearch.http.Writes;

public class TestDistribution {

  @ClassRule public static final Distribution ELASTICSEARCH = new Distribution();

  private static final int DIMENSION = 64;
  private static final String VECTOR =
      "'tag':{'type':'integer'},'vec':{'type':'dense_vector','dims':64,'similarity':'cosine',"
          + "'index_options':{'type':'hnsw','m':16,'ef_construction':100}}";
  private static final String ON_ONE =
      "'index.diskann':true,'number_of_shards':1,'number_of_replicas':0,"
          + "'routing.allocation.include._name':'one'";
  private static final Vectors VECTORS = Vectors.floats(DIMENSION, 1);
  private static final Vectors QUERIES = Vectors.floats(DIMENSION, 2);
  private static final String TAG_4 = "{\"term\":{\"tag\":4}}";

  private static List<Integer> ports;
  private static NodeProcess one;

  @BeforeClass
  public static void startNode() throws IOException, InterruptedException {
    ports = FreePorts.find(4);
    one = ELASTICSEARCH.node("one", ports.get(0), ports.get(1), ports.get(1)).start().await();
  }

  @AfterClass
  public static void forgetNode() {
    one = null;
    ports = null;
  }

  private static ObjectNode document(long number) {
    return Client.JSON.createObjectNode().put("tag", number % 10).set("vec", VECTORS.get(number));
  }

  private static void assertRecall(Index index) {
    double all = index.recall("vec", "cosine", QUERIES, null);
    assertTrue("recall " + all, all >= .95);
    double filtered = index.recall("vec", "cosine", QUERIES, TAG_4);
    assertTrue("filtered recall " + filtered, filtered >= .95);
  }

  @Test
  public void testPluginIsListed() throws IOException, InterruptedException {
    String installed = ELASTICSEARCH.installed();
    assertTrue(installed, installed.contains("org.lucenediskann.elasticsearch.DiskAnnPlugin"));
  }

  @Test
  public void testFormatIsAtWork() throws IOException {
    Client client = one.client();
    Writes before = client.writes();
    Index index = Index.create(client, "docs", ON_ONE + ",'compound_format':false", VECTOR);
    index.add(0, 1500, TestDistribution::document);
    index.add(1500, 3000, TestDistribution::document);
    assertRecall(index);
    index.forceMerge();
    assertRecall(index);

    Writes after = client.writes();
    assertTrue(after.flushes() - before.flushes() >= 2);
    assertTrue(after.mergedGraphs() > before.mergedGraphs());
    assertEquals(after.mergedGraphs(), after.plans());
    assertOneSegment(client);
    assertSizes(client);
    assertTrue("graph mapped", one.mapped("_DiskAnn_0.vex") >= 1);
    assertTrue("vectors mapped", one.mapped("_DiskAnn_0.vec") >= 1);
    assertFalse(one.output(), one.output().contains("NotEntitledException"));
  }

  private static void assertOneSegment(Client client) {
    JsonNode segments =
        client
            .send("GET", "/docs/_segments?vector_formats=true")
            .at("/indices/docs/shards/0/0/segments");
    assertEquals(segments.toString(), 1, segments.size());
    JsonNode segment = segments.iterator().next();
    assertEquals(3000, segment.at("/num_docs").asInt());
    assertFalse(segment.at("/compound").asBoolean());
    assertEquals("[vec]", segment.at("/attributes/DiskAnn").asText()); // fields of this format
  }

  private static void assertSizes(Client client) {
    String dense = "/indices/docs/primaries/dense_vector";
    var stats = client.send("GET", "/docs/_stats/dense_vector");
    long vectorBytes = 4L * DIMENSION * 3000;
    long graphBytes = stats.at(dense + "/off_heap/fielddata/vec/graph_size_bytes").asLong();
    long routerBytes = graphBytes - 4L * 32 * 3000; // 64 nodes, or more where walks get lost
    assertTrue("" + routerBytes, List.of(6400L, 25_600L, 37_500L).contains(routerBytes));
    assertEquals(3000, stats.at(dense + "/value_count").asLong());
    assertEquals(vectorBytes, stats.at(dense + "/off_heap/total_vec_size_bytes").asLong());
    assertEquals(vectorBytes + graphBytes, stats.at(dense + "/off_heap/total_size_bytes").asLong());
    var usage = client.send("POST", "/docs/_disk_usage?run_expensive_tasks=true");
    assertEquals(
        vectorBytes + graphBytes, usage.at("/docs/fields/vec/knn_vectors_in_bytes").asLong());
    var files = client.send("GET", "/docs/_stats/segments?include_segment_file_sizes=true");
    long fileBytes = files.at("/_all/primaries/segments/file_sizes/vex/size_in_bytes").asLong();
    assertTrue(fileBytes + "", fileBytes > graphBytes && fileBytes < graphBytes + 1024);
  }

  /** Codecs that need native code, which only a distribution has. */
  @Test
  public void testCompressedLogs() {
    Client client = one.client();
    Index index =
        Index.create(
            client,
            "logs",
            ON_ONE + ",'mode':'logsdb','codec':'best_compression'",
            "'@timestamp':{'type':'date'}," + VECTOR);
    for (long from = 0; from < 1600; from += 800) {
      index.add(from, from + 800, n -> document(n).put("@timestamp", 1_700_000_000_000L + n));
    }
    long before = client.writes().mergedGraphs();
    index.forceMerge();
    assertEquals(1, client.writes().mergedGraphs() - before);
    assertRecall(index);
  }

  /** Elasticsearch has no preference for replicas: the one here is asked by its node. */
  @Test
  public void testReplicaAnswersForKilledNode() throws IOException, InterruptedException {
    Client client = one.client();
    NodeProcess two =
        ELASTICSEARCH.node("two", ports.get(2), ports.get(3), ports.get(1)).start().await();
    String always = VECTOR.replace("'hnsw'", "'hnsw','flat_index_threshold':0");
    Writes primary = writes("two");
    Writes replica = writes("one");
    Index index = Index.create(client, "copies", ON_ONE.replace("'one'", "'two'"), always);
    index.add(0, 1000, TestDistribution::document).forceMerge();
    assertEquals(1000, writes("two").of("/flushes/vectors") - primary.of("/flushes/vectors"));
    String replicate =
        "{\"index.number_of_replicas\":1,\"index.routing.allocation.include._name\":null}";
    client.send("PUT", "/copies/_settings", replicate);
    client.awaitGreen();
    assertEquals("a new replica gets files", replica.flushes(), writes("one").flushes());
    index.add(1000, 2000, TestDistribution::document);
    Writes after = writes("one");
    assertEquals(
        "then documents", 1000, after.of("/flushes/vectors") - replica.of("/flushes/vectors"));
    assertTrue("and builds graphs of its own", after.flushedGraphs() > replica.flushedGraphs());
    assertEquals(after.flushedGraphs(), after.of("/flushes/plans/rebuild"));
    assertReplica(index.at(two.client()), "one");

    two.kill();
    client.send("GET", "/_cluster/health?wait_for_nodes=1&wait_for_status=yellow&timeout=300s");
    assertEquals(2000, index.count());
    assertRecall(index);
    index.add(2000, 2100, TestDistribution::document);

    two.start().await();
    client.awaitGreen();
    String local = "{\"knn\":{\"field\":\"vec\",\"k\":1,\"num_candidates\":50,\"query_vector\":";
    for (long number = 0; number < 2100; number += 150) {
      var hits =
          two.client()
              .send("POST", "/copies/_search?preference=_local", local + VECTORS.get(number) + "}}")
              .at("/hits/hits/0/_id");
      assertEquals(String.valueOf(number), hits.asText());
    }
  }

  private static void assertReplica(Index index, String name) {
    String id = stats(name).fieldNames().next();
    var copies = one.client().send("GET", "/copies/_search_shards?preference=_only_nodes:" + id);
    assertEquals(id, copies.at("/shards/0/0/node").asText());
    assertFalse(copies.at("/shards/0/0/primary").asBoolean());
    assertRecall(index.on(id));
  }

  /** What a node of the cluster has written, under its id. */
  private static JsonNode stats(String name) {
    JsonNode nodes = one.client().send("GET", "/_diskann/" + name + "/stats").at("/nodes");
    assertEquals(nodes.toString(), 1, nodes.size());
    assertEquals(name, nodes.iterator().next().at("/name").asText());
    return nodes;
  }

  private static Writes writes(String name) {
    return new Writes(stats(name).iterator().next());
  }
}

package org.lucenediskann.elasticsearch.embedded;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.elasticsearch.node.NodeValidationException;
import org.junit.Test;
import org.lucenediskann.elasticsearch.http.Client;
import org.lucenediskann.elasticsearch.http.Index;
import org.lucenediskann.elasticsearch.http.Response;
import org.lucenediskann.elasticsearch.http.Vectors;

/** What an index goes through as a whole. */
public class LifeOfIndex {

  private final Client client = TestEmbeddedNode.NODE.client();

  private Index filled(String name) {
    Index index =
        Index.create(client, name, Documents.DISKANN, Documents.TAG + "'vec':" + Index.VECTOR);
    index.add(0, 800, Documents.with(Documents.FLOATS));
    index.add(800, 1600, Documents.with(Documents.FLOATS));
    return index;
  }

  private static List<List<String>> answers(Index index) {
    List<List<String>> answers = new ArrayList<>();
    for (int query = 0; query < 20; query++) {
      answers.add(index.nearest("vec", Documents.QUERIES.get(query), 10));
    }
    assertEquals(10, answers.get(0).size());
    return answers;
  }

  @Test
  public void testCloseAndOpen() {
    Index index = filled("closed");
    List<List<String>> answers = answers(index);
    client.send("POST", "/closed/_close");
    client.send("POST", "/closed/_open?wait_for_active_shards=1");
    assertEquals(answers, answers(index));
    index.add(1600, 1700, Documents.with(Documents.FLOATS)).forceMerge();
    assertTrue(index.recall("vec", "cosine", Documents.QUERIES, null) >= .95);
  }

  @Test
  public void testSnapshotAndRestore() {
    Index index = filled("kept");
    List<List<String>> answers = answers(index);
    String repository =
        "{\"type\":\"fs\",\"settings\":{\"location\":\""
            + TestEmbeddedNode.NODE.repository()
            + "\"}}";
    client.send("PUT", "/_snapshot/files", repository);
    String kept = "{\"indices\":\"kept\",\"include_global_state\":false}";
    Response snapshot = client.send("PUT", "/_snapshot/files/one?wait_for_completion=true", kept);
    assertEquals("SUCCESS", snapshot.at("/snapshot/state").asText());
    client.send("DELETE", "/kept");
    client.send("POST", "/_snapshot/files/one/_restore?wait_for_completion=true", kept);
    client.awaitGreen();
    assertEquals(answers, answers(index));
    index.forceMerge();
    assertEquals(1600, index.countWith("vec"));
  }

  @Test
  public void testRestart() throws IOException, InterruptedException, NodeValidationException {
    Index index = filled("restarted");
    client.send("POST", "/restarted/_flush");
    List<List<String>> answers = answers(index);
    long written = client.writes().of("/flushes/vectors");
    TestEmbeddedNode.NODE.restart();
    Client fresh = TestEmbeddedNode.NODE.client();
    Index again = index.at(fresh);
    fresh.send("GET", "/_cluster/health/restarted?wait_for_status=green&timeout=300s");
    assertTrue("counters start anew", fresh.writes().of("/flushes/vectors") < written);
    assertEquals(answers, answers(again));
    again.add(1600, 1700, Documents.with(Documents.FLOATS)).forceMerge();
    assertEquals(1, again.segments());
    assertTrue(again.recall("vec", "cosine", Documents.QUERIES, null) >= .95);
  }

  @Test
  public void testSettingIsFinal() {
    filled("final");
    Response open = client.trySend("PUT", "/final/_settings", "{\"index.diskann\":false}");
    assertEquals(open.body().toString(), 400, open.status());
    client.send("POST", "/final/_close");
    Response closed = client.trySend("PUT", "/final/_settings", "{\"index.diskann\":false}");
    assertEquals(closed.body().toString(), 400, closed.status());
    assertTrue(closed.body().toString().contains("final final setting"));
  }

  /**
   * A choice of compression is a codec of Elasticsearch's; the vectors are this format's all the
   * same.
   */
  @Test
  public void testOtherCodecs() {
    for (String codec : List.of("legacy_best_compression", "lucene_default")) {
      Index index =
          Index.create(
              client,
              codec,
              Documents.DISKANN + ",'codec':'" + codec + "'",
              Documents.TAG + "'vec':" + Index.VECTOR);
      index.add(0, 800, Documents.with(Documents.FLOATS));
      long before = client.writes().mergedGraphs();
      index.add(800, 1600, Documents.with(Documents.FLOATS)).forceMerge();
      assertEquals(codec, 1, client.writes().mergedGraphs() - before);
      assertTrue(index.recall("vec", "cosine", Documents.QUERIES, null) >= .95);
    }
  }

  /** Log indices have codecs and a sort order of their own. */
  @Test
  public void testLogs() {
    Index index =
        Index.create(
            client,
            "logs",
            Documents.DISKANN + ",'mode':'logsdb','codec':'default'",
            "'@timestamp':{'type':'date'}," + Documents.TAG + "'vec':" + Index.VECTOR);
    for (long from = 0; from < 1600; from += 800) {
      index.add(
          from,
          from + 800,
          n -> Documents.with(Documents.FLOATS).apply(n).put("@timestamp", 1_700_000_000_000L + n));
    }
    long before = client.writes().mergedGraphs();
    index.forceMerge();
    assertEquals(1, client.writes().mergedGraphs() - before);
    assertTrue(index.recall("vec", "cosine", Documents.QUERIES, null) >= .95);
  }

  /** Files of one vector field outside of compound files, by name of the format that wrote them. */
  @Test
  public void testFiles() throws IOException {
    Index index =
        Index.create(
            client,
            "files",
            Documents.DISKANN + ",'compound_format':false",
            Documents.TAG + "'vec':" + Documents.mapping("byte", 16, "l2_norm", "'type':'hnsw'"));
    index.add(0, 800, Documents.with(Vectors.bytes(16, 3)));
    index.add(800, 1600, Documents.with(Vectors.bytes(16, 3))).forceMerge();
    assertEquals(Set.of("DiskAnn.vec", "DiskAnn.vex"), TestEmbeddedNode.NODE.vectorFiles("files"));
    assertEquals(
        16 * 1600,
        client
            .send("GET", "/files/_stats/dense_vector")
            .at("/_all/primaries/dense_vector/off_heap/total_vec_size_bytes")
            .asLong());
  }
}

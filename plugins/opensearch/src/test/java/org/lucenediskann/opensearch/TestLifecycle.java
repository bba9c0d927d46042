package org.lucenediskann.opensearch;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.junit.ClassRule;
import org.junit.Test;

/** Indexes that are closed, copied, and opened again by another node. */
public class TestLifecycle {

  private static final int DIMENSION = 8;
  private static final int DOCS = 1500;
  private static final Vectors VECTORS =
      Vectors.floats(DOCS, DIMENSION, VectorSimilarityFunction.EUCLIDEAN, 1);

  @ClassRule public static final OneNode NODE = new OneNode();

  private void create(String index) {
    Http http = NODE.http();
    http.put("/" + index, Indexes.body("", Indexes.field("l2", DIMENSION)));
    http.bulk(index, VECTORS.bulk(0, DOCS / 2));
    http.post("/" + index + "/_refresh");
    http.bulk(index, VECTORS.bulk(DOCS / 2, DOCS));
    http.delete("/" + index + "/_doc/3?refresh=true");
  }

  private static void check(String index) {
    new Recall(NODE.http(), index, VECTORS).among(doc -> doc != 3).atLeast(.97);
  }

  private static void awaitYellow(String index) {
    NODE.http().get("/_cluster/health/" + index + "?wait_for_status=yellow&timeout=300s");
  }

  @Test
  public void testCloseAndOpen() {
    create("closed");
    Http http = NODE.http();
    http.post("/closed/_close");
    assertEquals(400, http.send("POST", "/closed/_search", "{}").status());
    http.post("/closed/_open");
    awaitYellow("closed");
    check("closed");
    http.post("/closed/_forcemerge?max_num_segments=1");
    check("closed");
  }

  @Test
  public void testSnapshotAndRestore() {
    create("saved");
    Http http = NODE.http();
    http.put("/_snapshot/repo", "{'type':'fs','settings':{'location':'here'}}");
    JsonNode saved =
        http.put("/_snapshot/repo/one?wait_for_completion=true", "{'indices':'saved'}");
    assertEquals(saved.toString(), "SUCCESS", saved.at("/snapshot/state").asText());
    http.delete("/saved");
    http.post("/_snapshot/repo/one/_restore?wait_for_completion=true", "{'indices':'saved'}");
    awaitYellow("saved");
    check("saved");
    http.post("/saved/_forcemerge?max_num_segments=1");
    check("saved");
  }

  /** Some of it committed, some of it in the transaction log only. */
  @Test
  public void testRestart() {
    create("kept");
    NODE.http().post("/kept/_flush");
    NODE.http().put("/kept/_doc/3", "{'v':" + VECTORS.json(3) + "}");
    NODE.restart();
    awaitYellow("kept");
    new Recall(NODE.http(), "kept", VECTORS).atLeast(.97);
    NODE.http().post("/kept/_forcemerge?max_num_segments=1");
    new Recall(NODE.http(), "kept", VECTORS).atLeast(.97);
  }
}

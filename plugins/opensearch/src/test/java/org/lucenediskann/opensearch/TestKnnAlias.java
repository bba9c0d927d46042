package org.lucenediskann.opensearch;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.junit.ClassRule;
import org.junit.Test;
import org.opensearch.common.settings.Settings;

/** What clients of opensearch-knn send, to a cluster without it. */
public class TestKnnAlias {

  @ClassRule
  public static final OneNode NODE =
      new OneNode(Settings.builder().put("diskann.knn_vector_alias", true).build());

  private final Http http = NODE.http();

  @Test
  public void testMappingAndQueryOfKnn() {
    http.put(
        "/k",
        Indexes.body(
            "",
            "{'type':'knn_vector','dimension':8,'method':{'name':'hnsw','engine':'faiss',"
                + "'space_type':'l2','parameters':{'m':24,'ef_construction':128}}}"));
    Vectors vectors = Vectors.floats(900, 8, VectorSimilarityFunction.EUCLIDEAN, 1);
    http.bulk("k", vectors.bulk(0, 900));
    http.post("/k/_refresh");
    JsonNode given = http.get("/k/_mapping").at("/k/mappings/properties/v");
    assertEquals("knn_vector", given.get("type").asText());
    assertEquals("faiss", given.at("/method/engine").asText());
    List<Integer> found =
        Vectors.ids(
            http.post(
                "/k/_search",
                "{'size':5,'query':{'knn':{'v':{'vector':" + vectors.json(7) + ",'k':5}}}}"));
    assertEquals(vectors.nearest(vectors.rows()[7], 5, doc -> true), found);
    new Recall(http, "k", vectors).atLeast(.97);
    assertEquals(900, NODE.stats().at("/segments/vectors").asInt());
  }

  /** Clients of k-NN send its setting; it is not this plugin's. */
  @Test
  public void testSettingOfKnn() {
    String field = "{'type':'knn_vector','dimension':8}";
    Http.Answer answer = http.send("PUT", "/r", Indexes.body("'index.knn':true", field));
    assertEquals(400, answer.status());
    assertTrue(answer.error(), answer.error().contains("unknown setting [index.knn]"));
  }

  @Test
  public void testUnknownEngine() {
    Http.Answer answer =
        http.send(
            "PUT",
            "/refused",
            Indexes.body(
                "",
                "{'type':'knn_vector','dimension':8,'method':{'name':'hnsw','engine':'annoy'}}"));
    assertEquals(400, answer.status());
    assertTrue(answer.error(), answer.error().contains("method.engine=annoy"));
  }
}

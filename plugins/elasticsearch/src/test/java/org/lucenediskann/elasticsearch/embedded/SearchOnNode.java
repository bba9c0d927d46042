package org.lucenediskann.elasticsearch.embedded;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.Test;
import org.lucenediskann.elasticsearch.http.Client;
import org.lucenediskann.elasticsearch.http.Index;
import org.lucenediskann.elasticsearch.http.Vectors;
import org.lucenediskann.elasticsearch.http.Writes;

/** What searches find, against scores by script. */
public class SearchOnNode {

  private static final double RECALL = .95;
  private static final String TAG_4 = "{\"term\":{\"tag\":4}}";

  private final Client client = TestEmbeddedNode.NODE.client();

  private Index filled(String name, Vectors vectors, String mapping) {
    Index index = Index.create(client, name, Documents.DISKANN, Documents.TAG + "'vec':" + mapping);
    for (int batch = 0; batch < 3; batch++) {
      index.add(800L * batch, 800L * (batch + 1), Documents.with(vectors));
    }
    return index;
  }

  private void checkRecall(String type, String similarity, Vectors vectors, Vectors queries) {
    String name = type + "-" + similarity;
    Writes before = client.writes();
    Index index = filled(name, vectors, Documents.mapping(type, 16, similarity, "'type':'hnsw'"));
    assertRecall(index, similarity, queries);
    index.forceMerge();
    assertEquals(name, 1, index.segments());
    assertRecall(index, similarity, queries);
    Writes after = client.writes();
    assertTrue(name, after.flushes() - before.flushes() >= 3);
    assertTrue(name, after.mergedGraphs() > before.mergedGraphs());
  }

  private static void assertRecall(Index index, String similarity, Vectors queries) {
    double all = index.recall("vec", similarity, queries, null);
    assertTrue(similarity + " " + all, all >= RECALL);
    double filtered = index.recall("vec", similarity, queries, TAG_4);
    assertTrue(similarity + " filtered " + filtered, filtered >= RECALL);
  }

  @Test
  public void testCosine() {
    checkRecall("float", "cosine", Documents.FLOATS, Documents.QUERIES);
  }

  @Test
  public void testDotProduct() {
    checkRecall("float", "dot_product", Documents.FLOATS, Documents.QUERIES);
  }

  @Test
  public void testEuclidean() {
    checkRecall("float", "l2_norm", Documents.FLOATS, Documents.QUERIES);
  }

  @Test
  public void testMaximumInnerProduct() {
    checkRecall("float", "max_inner_product", Documents.FLOATS, Documents.QUERIES);
  }

  @Test
  public void testBytes() {
    checkRecall("byte", "l2_norm", Vectors.bytes(16, 3), Vectors.bytes(16, 4));
    checkRecall("byte", "cosine", Vectors.bytes(16, 3), Vectors.bytes(16, 4));
  }

  /** So few documents that all of them are scored. */
  @Test
  public void testRareFilterIsExact() {
    Index index = filled("rare", Documents.FLOATS, Index.VECTOR).forceMerge();
    String filter = "{\"ids\":{\"values\":[3,5,8,13,21,34,55,89,144,233,377,610,987]}}";
    for (int query = 0; query < 10; query++) {
      ArrayNode vector = Documents.QUERIES.get(query);
      List<String> found = index.nearest("vec", vector, 5, filter);
      assertEquals(5, found.size());
      assertEquals(index.exact("vec", "cosine", vector, 5, filter), found);
    }
  }

  @Test
  public void testDocumentsWithoutField() {
    Index index =
        Index.create(client, "gaps", Documents.DISKANN, Documents.TAG + "'vec':" + Index.VECTOR);
    index.add(0, 900, Documents.with(Documents.FLOATS));
    index.add(900, 1800, Documents::tagged);
    index.add(
        1800,
        2700,
        n -> n % 3 == 0 ? Documents.with(Documents.FLOATS).apply(n) : Documents.tagged(n));
    for (int pass = 0; pass < 2; pass++) {
      assertEquals(2700, index.count());
      assertEquals(1200, index.countWith("vec"));
      assertRecall(index, "cosine", Documents.QUERIES);
      index.forceMerge();
    }
  }

  @Test
  public void testIndexSort() {
    Index index =
        Index.create(
            client,
            "sorted",
            Documents.DISKANN + ",'sort.field':'tag','sort.order':'desc'",
            Documents.TAG + "'vec':" + Index.VECTOR);
    index.add(0, 900, Documents.with(Documents.FLOATS));
    index.add(900, 1800, Documents.with(Documents.FLOATS));
    for (int pass = 0; pass < 2; pass++) {
      assertRecall(index, "cosine", Documents.QUERIES);
      for (long number = 0; number < 1800; number += 100) {
        String nearest = index.nearest("vec", Documents.FLOATS.get(number), 1).get(0);
        assertEquals(String.valueOf(number), nearest);
      }
      index.forceMerge();
    }
    assertEquals(1, index.segments());
    List<Integer> tags = new ArrayList<>();
    for (JsonNode hit : index.search("{\"size\":1800,\"sort\":[\"_doc\"]}").at("/hits/hits")) {
      tags.add(hit.at("/_source/tag").asInt());
    }
    assertEquals(1800, tags.size());
    assertEquals(tags.stream().sorted(Comparator.reverseOrder()).toList(), tags);
  }

  /** Ten documents with the best passages are found, not one document ten times. */
  @Test
  public void testNested() {
    Index index =
        Index.create(
            client,
            "nested",
            Documents.DISKANN,
            Documents.TAG
                + "'passages':{'type':'nested','properties':{'vec':"
                + Index.VECTOR
                + "}}");
    index.add(0, 400, SearchOnNode::withPassages);
    index.add(400, 800, SearchOnNode::withPassages);
    for (int pass = 0; pass < 2; pass++) {
      assertTrue(recallOfParents(index, "{\"match_all\":{}}") >= RECALL);
      assertEquals("so few are scanned", 1.0, recallOfParents(index, TAG_4), 0);
      index.forceMerge();
    }
  }

  private static double recallOfParents(Index index, String filter) {
    int found = 0;
    for (int query = 0; query < 20; query++) {
      ArrayNode vector = Documents.QUERIES.get(query);
      List<String> parents = index.nearest("passages.vec", vector, 10, filter);
      Set<String> exact = exactParents(index, vector, filter);
      assertEquals(10, exact.size());
      assertEquals(10, Set.copyOf(parents).size());
      exact.retainAll(parents);
      found += exact.size();
    }
    return found / 200.0;
  }

  /** The ten documents with the best passages, each passage scored by a script. */
  private static Set<String> exactParents(Index index, ArrayNode vector, String filter) {
    String body =
        String.format(
            Locale.ROOT,
            """
        {"size": 10, "query": {"bool": {"filter": %s, "must": {"nested": {
          "path": "passages", "score_mode": "max", "query": {"script_score": {
            "query": {"exists": {"field": "passages.vec"}}, "script": {"lang": "exact",
              "source": "cosine", "params": {"field": "passages.vec", "vector": %s}}}}}}}}}
            """,
            filter,
            vector);
    Set<String> ids = new HashSet<>();
    index.search(body).at("/hits/hits").forEach(hit -> ids.add(hit.at("/_id").asText()));
    return ids;
  }

  private static ObjectNode withPassages(long number) {
    ObjectNode document = Documents.tagged(number);
    ArrayNode passages = document.putArray("passages");
    for (int i = 0; i < 3; i++) {
      passages.addObject().set("vec", Documents.FLOATS.get(3 * number + i));
    }
    return document;
  }

  @Test
  public void testThreshold() {
    Index index = filled("threshold", Documents.FLOATS, Index.VECTOR).forceMerge();
    ArrayNode vector = Documents.FLOATS.get(77);
    String body =
        "{\"size\":100,\"knn\":{\"field\":\"vec\",\"query_vector\":"
            + vector
            + ",\"k\":100,\"num_candidates\":200,\"similarity\":0.8}}";
    Set<String> found = new HashSet<>();
    for (JsonNode hit : index.search(body).at("/hits/hits")) {
      found.add(hit.at("/_id").asText());
      assertTrue(hit.toString(), hit.at("/_score").asDouble() >= .9f - 1e-5);
    }
    assertTrue(found.contains("77"));
    assertTrue(String.valueOf(found.size()), found.size() < 100);
  }

  /** Vectors of hits come from the format where the source leaves them out. */
  @Test
  public void testVectorsComeBack() {
    filled("back", Documents.FLOATS, Index.VECTOR).forceMerge();
    JsonNode vector =
        client.send("GET", "/back/_doc/123?_source_exclude_vectors=false").at("/_source/vec");
    assertArrayEquals(
        Documents.floats(Documents.FLOATS.get(123)), Documents.floats((ArrayNode) vector), 1e-6f);
  }

  /** Fields in one index: only those of type hnsw, float or byte, are written by this format. */
  @Test
  public void testOtherTypesFallBack() {
    String mappings =
        Documents.TAG
            + "'vec':"
            + Index.VECTOR
            + ",'quantized':"
            + Documents.mapping("float", 16, "cosine", "'type':'int8_hnsw'")
            + ",'flat':"
            + Documents.mapping("float", 16, "cosine", "'type':'flat'")
            + ",'bits':{'type':'dense_vector','element_type':'bit','dims':16,'index_options':{'type':'hnsw'}}"
            + ",'stored':{'type':'dense_vector','dims':16,'index':false}";
    Index index = Index.create(client, "mixed", Documents.DISKANN, mappings);
    Writes before = client.writes();
    index.add(0, 800, SearchOnNode::withAllTypes);
    long segments = index.segments();
    for (String type : List.of("int8_hnsw", "flat", "hnsw bit")) {
      assertEquals(type, segments, client.writes().elsewhere(type) - before.elsewhere(type));
    }
    index.forceMerge();
    Writes after = client.writes();
    assertEquals("one field of each segment", segments, after.flushes() - before.flushes());
    assertEquals(800, after.of("/flushes/vectors") - before.of("/flushes/vectors"));
    for (String field : List.of("vec", "quantized", "flat", "stored")) {
      assertEquals(field, 800, index.countWith(field));
    }
    for (String field : List.of("vec", "quantized", "flat")) {
      assertEquals("5", index.nearest(field, Documents.FLOATS.get(5), 1).get(0));
    }
  }

  /** What Elasticsearch chooses for fields without {@code index_options} is told of. */
  @Test
  public void testTypesByDefault() {
    Index.create(
            client,
            "default",
            Documents.DISKANN,
            "'few':{'type':'dense_vector','dims':16},'many':{'type':'dense_vector','dims':384},"
                + "'whole':{'type':'dense_vector','dims':16,'element_type':'byte'}")
        .add(0, 10, SearchOnNode::withoutTypes);
    Writes after = client.writes();
    assertTrue(after.json().toString(), after.elsewhere("int8_hnsw") > 0);
    assertTrue(after.json().toString(), after.elsewhere("bbq_hnsw") > 0);
    assertTrue(after.json().toString(), after.elsewhere("none byte") > 0);
  }

  private static ObjectNode withoutTypes(long number) {
    ObjectNode document = Client.JSON.createObjectNode();
    document.set("few", Documents.FLOATS.get(number));
    document.set("many", Vectors.floats(384, 5).get(number));
    document.set("whole", Vectors.bytes(16, 3).get(number));
    return document;
  }

  private static ObjectNode withAllTypes(long number) {
    ObjectNode document = Documents.tagged(number);
    for (String field : List.of("vec", "quantized", "flat", "stored")) {
      document.set(field, Documents.FLOATS.get(number));
    }
    document.set("bits", Client.JSON.createArrayNode().add(number % 128).add(number / 128));
    return document;
  }

  @Test
  public void testWithoutSettingNothingChanges() {
    Writes before = client.writes();
    Index index =
        Index.create(client, "stock", Documents.ONE_SHARD, Documents.TAG + "'vec':" + Index.VECTOR);
    index.add(0, 800, Documents.with(Documents.FLOATS)).forceMerge();
    assertRecall(index, "cosine", Documents.QUERIES);
    assertEquals(before.json().at("/flushes"), client.writes().json().at("/flushes"));
    assertEquals(before.json().at("/merges"), client.writes().json().at("/merges"));
  }
}

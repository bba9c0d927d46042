package org.lucenediskann.opensearch;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.junit.ClassRule;
import org.junit.Test;

/** Bulk, refresh, force merge and search, in every space and data type. */
public class TestSpaces {

  private static final int DIMENSION = 16;
  private static final int DOCS = 2000;

  @ClassRule public static final OneNode NODE = new OneNode();

  private final Http http = NODE.http();

  private static Vectors floats(VectorSimilarityFunction similarity) {
    return Vectors.floats(DOCS, DIMENSION, similarity, 1);
  }

  private static Vectors bytes(VectorSimilarityFunction similarity) {
    return Vectors.bytes(DOCS, DIMENSION, similarity, 2);
  }

  private static String ofBytes(String spaceType) {
    return Indexes.field(spaceType, DIMENSION).replace("}", ",'data_type':'byte'}");
  }

  private void check(String index, Vectors vectors, String field) {
    http.put("/" + index, Indexes.body("'refresh_interval':'-1'", field));
    http.bulk(index, vectors.bulk(0, DOCS / 2));
    http.post("/" + index + "/_refresh");
    http.bulk(index, vectors.bulk(DOCS / 2, DOCS));
    http.post("/" + index + "/_refresh");
    new Recall(http, index, vectors).atLeast(.95);
    http.post("/" + index + "/_forcemerge?max_num_segments=1");
    http.post("/" + index + "/_refresh");
    new Recall(http, index, vectors).atLeast(.95);
    new Recall(http, index, vectors).ofScriptsAtLeast(.95);
    Recall few =
        new Recall(http, index, vectors).filtered("{'term':{'tag':3}}", doc -> doc % 10 == 3);
    few.atLeast(1);
    few.ofScriptsAtLeast(1);
    Recall many =
        new Recall(http, index, vectors)
            .filtered("{'range':{'tag':{'lt':8}}}", doc -> doc % 10 < 8);
    many.atLeast(.95);
    many.ofScriptsAtLeast(.95);
  }

  private double recall(String index, Vectors vectors, int efSearch) {
    return new Recall(http, index, vectors)
        .with("'method_parameters':{'ef_search':" + efSearch + "}")
        .measure();
  }

  @Test
  public void testFloatsL2() {
    Vectors vectors = floats(VectorSimilarityFunction.EUCLIDEAN);
    JsonNode before = NODE.stats();
    check("l2", vectors, Indexes.field("l2", DIMENSION));
    JsonNode stats = NODE.stats();
    String text = before + " " + stats;
    assertEquals(text, DOCS, grown("/flush/vectors", before, stats));
    assertTrue(text, grown("/flush/count", before, stats) >= 2);
    assertTrue(text, grown("/flush/plans/rebuild", before, stats) >= 1);
    assertEquals(text, 1, grown("/merge/count", before, stats));
    assertEquals(text, DOCS, grown("/merge/vectors", before, stats));
    assertEquals(text, 0, grown("/merge/deferred", before, stats));
    assertEquals(text, 1, grown("/segments/count", before, stats));
    assertEquals(text, DOCS, grown("/segments/vectors", before, stats));
    assertEquals(
        text,
        DOCS * DIMENSION * Float.BYTES,
        grown("/segments/off_heap_in_bytes/vec", before, stats));
    long graphBytes = grown("/segments/off_heap_in_bytes/graph", before, stats);
    assertTrue(text, graphBytes >= DOCS * 32 * Integer.BYTES);
    assertTrue("longer lists find more", recall("l2", vectors, 10) <= recall("l2", vectors, 300));
  }

  private static long grown(String figure, JsonNode before, JsonNode after) {
    return after.at(figure).asLong() - before.at(figure).asLong();
  }

  @Test
  public void testFloatsCosine() {
    check(
        "cosine", floats(VectorSimilarityFunction.COSINE), Indexes.field("cosinesimil", DIMENSION));
  }

  @Test
  public void testFloatsInnerProduct() {
    check(
        "product",
        floats(VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT),
        Indexes.field("innerproduct", DIMENSION));
  }

  @Test
  public void testBytesL2() {
    check("bytes_l2", bytes(VectorSimilarityFunction.EUCLIDEAN), ofBytes("l2"));
  }

  @Test
  public void testBytesCosine() {
    check("bytes_cosine", bytes(VectorSimilarityFunction.COSINE), ofBytes("cosinesimil"));
  }

  @Test
  public void testBytesInnerProduct() {
    check(
        "bytes_product",
        bytes(VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT),
        ofBytes("innerproduct"));
  }
}

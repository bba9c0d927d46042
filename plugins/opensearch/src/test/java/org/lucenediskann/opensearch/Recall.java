package org.lucenediskann.opensearch;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Searches an index by HTTP and compares with what is exactly nearest. Every hit must have the
 * score that its vector really has.
 */
final class Recall {

  static final int K = 10;

  private static final int QUERIES = 30;

  private final Http http;
  private final String index;
  private final Vectors vectors;
  private String preference = "";
  private String more = ""; // of the query
  private IntPredicate live = doc -> true;

  Recall(Http http, String index, Vectors vectors) {
    this.http = http;
    this.index = index;
    this.vectors = vectors;
  }

  /** Searches copies of shards of one kind only. */
  Recall on(String copies) {
    preference = "&preference=" + copies;
    return this;
  }

  /** Expects no documents but these. */
  Recall among(IntPredicate documents) {
    live = documents;
    return this;
  }

  /** Adds to the query, after a comma. */
  Recall with(String json) {
    more = "," + json;
    return this;
  }

  /** The share of what is exactly nearest that was found. */
  double measure() {
    Random random = new Random(5);
    double found = 0;
    double wanted = 0;
    for (int i = 0; i < QUERIES; i++) {
      float[] query = near(vectors.rows()[random.nextInt(vectors.rows().length)], random);
      List<Integer> exact = vectors.nearest(query, K, live);
      List<Integer> ids = search(query);
      Set<Integer> hits = new HashSet<>(ids);
      assertEquals("hits twice: " + ids, ids.size(), hits.size());
      hits.retainAll(exact);
      found += hits.size();
      wanted += exact.size();
    }
    assertTrue(wanted > 0);
    return found / wanted;
  }

  void atLeast(double least) {
    double recall = measure();
    assertTrue(index + " recall " + recall, recall >= least);
  }

  private static float[] near(float[] vector, Random random) {
    float[] query = vector.clone();
    int d = random.nextInt(query.length);
    query[d] += query[d] > 0 ? -1 : 1;
    return query;
  }

  private List<Integer> search(float[] query) {
    String body =
        "{'size':10,'_source':false,'query':{'diskann':{'v':{'vector':"
            + Vectors.json(query)
            + ",'k':10"
            + more
            + "}}}}";
    JsonNode answer = http.post("/" + index + "/_search?timeout=5m" + preference, body);
    assertEquals(answer.toString(), 0, answer.at("/_shards/failed").asInt());
    for (JsonNode hit : answer.at("/hits/hits")) {
      int doc = hit.get("_id").asInt();
      float score = vectors.score(query, doc);
      assertEquals("score of " + doc, score, hit.get("_score").floatValue(), 1e-3 * score);
      assertTrue("not live: " + doc, live.test(doc));
    }
    assertFalse(answer.toString(), answer.get("timed_out").asBoolean());
    return Vectors.ids(answer);
  }
}

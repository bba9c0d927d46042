package org.lucenediskann.opensearch;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * Searches an index by HTTP and compares with what is exactly nearest. Every hit must have the
 * score that its vector really has.
 */
public final class Recall {

  private static final int K = 10;

  private static final int QUERIES = 30;
  private static final int QUERIES_OF_SCRIPTS = 10;

  private final Http http;
  private final String index;
  private final Vectors vectors;
  private String preference = "";
  private String more = ""; // of the query
  private String accepted = "{'exists':{'field':'v'}}";
  private IntPredicate live = doc -> true;

  public Recall(Http http, String index, Vectors vectors) {
    this.http = http;
    this.index = index;
    this.vectors = vectors;
  }

  /** Searches copies of shards of one kind only. */
  public Recall on(String copies) {
    preference = "&preference=" + copies;
    return this;
  }

  /** Expects no documents but these. */
  Recall among(IntPredicate documents) {
    live = documents;
    return this;
  }

  /** Searches, and expects, no documents but those of a filter. */
  Recall filtered(String filter, IntPredicate documents) {
    accepted = "{'bool':{'filter':[" + accepted + "," + filter + "]}}";
    return with("'filter':" + filter).among(documents);
  }

  /** Adds to the query, after a comma. */
  Recall with(String json) {
    more = "," + json;
    return this;
  }

  /** The share of what is exactly nearest that was found. */
  double measure() {
    return measure(QUERIES, query -> vectors.nearest(query, K, live));
  }

  private double measure(int queries, Function<float[], List<Integer>> exactly) {
    Random random = new Random(5);
    double found = 0;
    double wanted = 0;
    for (int i = 0; i < queries; i++) {
      float[] query = near(vectors.rows()[random.nextInt(vectors.rows().length)], random);
      List<Integer> exact = exactly.apply(query);
      List<Integer> ids = neighbors(query);
      Set<Integer> hits = new HashSet<>(ids);
      assertEquals("hits twice: " + ids, ids.size(), hits.size());
      hits.retainAll(exact);
      found += hits.size();
      wanted += exact.size();
    }
    assertTrue(wanted > 0);
    return found / wanted;
  }

  public void atLeast(double least) {
    assertAtLeast(least, measure());
  }

  /** Compares with what a script finds within the cluster, which scores every document. */
  void ofScriptsAtLeast(double least) {
    assertAtLeast(least, measure(QUERIES_OF_SCRIPTS, this::scripts));
  }

  private void assertAtLeast(double least, double recall) {
    assertTrue(index + " recall " + recall, recall >= least);
  }

  private static float[] near(float[] vector, Random random) {
    float[] query = vector.clone();
    int d = random.nextInt(query.length);
    query[d] += query[d] > 0 ? -1 : 1;
    return query;
  }

  private List<Integer> neighbors(float[] query) {
    return search(
        query, "{'diskann':{'v':{'vector':" + Vectors.json(query) + ",'k':10" + more + "}}}");
  }

  private List<Integer> scripts(float[] query) {
    List<Integer> ids =
        search(
            query,
            "{'script_score':{'query':"
                + accepted
                + ",'script':{'lang':'exact','source':'v','params':{'vector':"
                + Vectors.json(query)
                + "}}}}");
    assertEquals(K, ids.size());
    return ids;
  }

  private List<Integer> search(float[] query, String json) {
    String body = "{'size':10,'_source':false,'query':" + json + "}";
    JsonNode answer = http.post("/" + index + "/_search?timeout=5m" + preference, body);
    assertEquals(answer.toString(), answer.at("/_shards/total"), answer.at("/_shards/successful"));
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

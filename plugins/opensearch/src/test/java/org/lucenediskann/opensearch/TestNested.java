package org.lucenediskann.opensearch;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/**
 * Three vectors in nested documents of each of 400 documents; row {@code 3 p + i} is of {@code p}.
 */
@RunWith(Parameterized.class)
public class TestNested {

  private static final int DIMENSION = 8;
  private static final int PARENTS = 400;
  private static final Vectors VECTORS =
      Vectors.floats(3 * PARENTS, DIMENSION, VectorSimilarityFunction.EUCLIDEAN, 1);
  private static final float[] QUERY = VECTORS.rows()[100];

  @ClassRule public static final OneNode NODE = new OneNode();

  private final Http http = NODE.http();
  private final String index;

  /** With one segment or two. */
  public TestNested(String index) {
    this.index = index;
  }

  @Parameters(name = "{0}")
  public static List<String> indexes() {
    return List.of("two", "merged");
  }

  @BeforeClass
  public static void fill() {
    Http http = NODE.http();
    fill(http, "two");
    fill(http, "merged");
    http.post("/merged/_forcemerge?max_num_segments=1");
    http.post("/merged/_refresh");
    assertEquals(2, Indexes.segments(http, "two").size());
    assertEquals(1, Indexes.segments(http, "merged").size());
    Written.flushed(http).assertGraphs();
    assertEquals(3 * PARENTS, Written.merged(http).assertGraphs().vectors());
  }

  /** Two segments. */
  private static void fill(Http http, String index) {
    http.put(
        "/" + index,
        "{'settings':{'index.diskann':true,'number_of_shards':1,'number_of_replicas':0,"
            + "'refresh_interval':'-1'},"
            + "'mappings':{'properties':{'tag':{'type':'integer'},'part':{'type':'nested',"
            + "'properties':{'place':{'type':'integer'},'v':"
            + Indexes.fieldWithGraphs("l2", DIMENSION)
            + "}}}}}");
    http.bulk(index, bulk(0, PARENTS / 2));
    http.post("/" + index + "/_refresh");
    http.bulk(index, bulk(PARENTS / 2, PARENTS));
    http.post("/" + index + "/_refresh");
    assertEquals(2, Indexes.segments(http, index).size());
  }

  private static String bulk(int from, int to) {
    StringBuilder lines = new StringBuilder();
    for (int parent = from; parent < to; parent++) {
      lines.append("{\"index\":{\"_id\":\"").append(parent).append("\"}}\n");
      lines.append("{\"tag\":").append(parent % 10).append(",\"part\":[");
      for (int i = 0; i < 3; i++) {
        lines.append(i == 0 ? "" : ",").append("{\"place\":").append(i);
        lines.append(",\"v\":").append(VECTORS.json(3 * parent + i)).append('}');
      }
      lines.append("]}\n");
    }
    return lines.toString();
  }

  private JsonNode search(String more, String nested) {
    return http.post(
        "/" + index + "/_search",
        "{'size':10,'query':{'nested':{'path':'part',"
            + nested
            + "'query':{'diskann':{'part.v':{'vector':"
            + Vectors.json(QUERY)
            + ",'k':10"
            + more
            + "}}}}}}");
  }

  private static double best(int parent) {
    return scores(parent).max().orElseThrow();
  }

  private static DoubleStream scores(int parent) {
    return IntStream.range(3 * parent, 3 * parent + 3)
        .mapToDouble(row -> VECTORS.score(QUERY, row));
  }

  /** Parents with the highest figures. */
  private static Map<Integer, Double> top(
      ToDoubleFunction<Integer> score, IntPredicate accepted, ToDoubleFunction<Integer> shown) {
    List<Integer> parents = new ArrayList<>();
    IntStream.range(0, PARENTS).filter(accepted).forEach(parents::add);
    parents.sort(Comparator.comparingDouble(score).reversed());
    Map<Integer, Double> top = new LinkedHashMap<>();
    parents.subList(0, 10).forEach(parent -> top.put(parent, shown.applyAsDouble(parent)));
    return top;
  }

  private static void assertHits(Map<Integer, Double> wanted, JsonNode answer) {
    Map<Integer, Double> found = new LinkedHashMap<>();
    for (JsonNode hit : answer.at("/hits/hits")) {
      found.put(hit.get("_id").asInt(), hit.get("_score").asDouble());
    }
    assertEquals(wanted.keySet(), found.keySet());
    wanted.forEach((parent, score) -> assertEquals(score, found.get(parent), 1e-3 * score));
  }

  @Test
  public void testEveryParentOnceByItsBest() {
    Map<Integer, Double> wanted = top(TestNested::best, parent -> true, TestNested::best);
    assertHits(wanted, search("", "'score_mode':'max',"));
  }

  @Test
  public void testFilterSpeaksOfParents() {
    IntPredicate accepted = parent -> parent % 10 < 4;
    Map<Integer, Double> wanted = top(TestNested::best, accepted, TestNested::best);
    assertHits(wanted, search(",'filter':{'range':{'tag':{'lt':4}}}", "'score_mode':'max',"));
  }

  @Test
  public void testNestedFilterSpeaksOfNestedDocuments() {
    ToDoubleFunction<Integer> last = parent -> VECTORS.score(QUERY, 3 * parent + 2);
    Map<Integer, Double> wanted = top(last, parent -> true, last);
    String filter = ",'filter':{'nested':{'path':'part','query':{'term':{'part.place':2}}}}";
    assertHits(wanted, search(filter, "'score_mode':'max',"));
  }

  @Test
  public void testExpandedParentsCountAllTheirNestedDocuments() {
    ToDoubleFunction<Integer> sum = parent -> scores(parent).sum();
    Map<Integer, Double> wanted = top(TestNested::best, parent -> true, sum);
    JsonNode answer =
        search(",'expand_nested_docs':true", "'score_mode':'sum','inner_hits':{'_source':false},");
    Map<Integer, Double> inOrder = new LinkedHashMap<>();
    wanted.entrySet().stream()
        .sorted(Map.Entry.<Integer, Double>comparingByValue().reversed())
        .forEach(entry -> inOrder.put(entry.getKey(), entry.getValue()));
    assertHits(inOrder, answer);
    for (JsonNode hit : answer.at("/hits/hits")) {
      JsonNode inner = hit.at("/inner_hits/part/hits/hits");
      assertEquals(3, inner.size());
      double best = best(hit.get("_id").asInt());
      assertEquals(best, inner.get(0).get("_score").asDouble(), 1e-3 * best);
    }
  }

  @Test
  public void testInnerHitIsTheBestOne() {
    JsonNode answer = search("", "'score_mode':'max','inner_hits':{},");
    JsonNode first = answer.at("/hits/hits/0");
    assertEquals(33, first.get("_id").asInt());
    JsonNode inner = first.at("/inner_hits/part/hits/hits");
    assertEquals(inner.toString(), 1, inner.size());
    assertEquals(1, inner.at("/0/_source/place").asInt());
  }

  @Test
  public void testRadius() {
    double score = best(33) / 30;
    JsonNode answer =
        http.post(
            "/" + index + "/_search",
            "{'size':400,'query':{'nested':{'path':'part','score_mode':'max','query':"
                + "{'diskann':{'part.v':{'vector':"
                + Vectors.json(QUERY)
                + ",'min_score':"
                + score
                + "}}}}}}");
    List<Integer> exact =
        IntStream.range(0, PARENTS).filter(parent -> best(parent) >= score).boxed().toList();
    List<Integer> found = Vectors.ids(answer);
    assertTrue(exact.size() > 5);
    assertTrue(exact.containsAll(found));
    assertTrue(found.size() + " of " + exact.size(), found.size() >= .95 * exact.size());
  }

  @Test
  public void testQueryOutsideOfNestedQuery() {
    Http.Answer answer =
        http.send(
            "POST",
            "/" + index + "/_search",
            "{'query':{'diskann':{'part.v':{'vector':" + Vectors.json(QUERY) + ",'k':10}}}}");
    assertEquals(400, answer.status());
    assertTrue(answer.error(), answer.error().contains("in nested documents of [part]"));
  }
}

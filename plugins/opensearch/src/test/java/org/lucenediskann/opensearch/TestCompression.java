package org.lucenediskann.opensearch;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Fields with codes: what is in their files, what is found, and what a query may say about it. */
public class TestCompression {

  private static final int DIMENSION = 64;
  private static final int DOCS = 2000;
  private static final int CORRECTIONS = 16; // bytes of a code beside its bits

  @ClassRule public static final OneNode NODE = new OneNode();
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Http http = NODE.http();

  private static Vectors vectors(VectorSimilarityFunction similarity) {
    return Vectors.floats(DOCS, DIMENSION, similarity, 1);
  }

  private static String field(String spaceType, String more) {
    return Indexes.field(spaceType, DIMENSION).replace("}", "," + more + "}");
  }

  /** Two segments; the files on their own, so that they can be counted. */
  private void fill(String index, String field, Vectors vectors) {
    http.put(
        "/" + index,
        Indexes.body("'refresh_interval':'-1','index.use_compound_file':false", field));
    http.bulk(index, vectors.bulk(0, DOCS / 2));
    http.post("/" + index + "/_refresh");
    http.bulk(index, vectors.bulk(DOCS / 2, DOCS));
    http.post("/" + index + "/_refresh");
  }

  private void mergeToOne(String index) {
    http.post("/" + index + "/_forcemerge?max_num_segments=1");
    http.post("/" + index + "/_flush");
    http.post("/" + index + "/_refresh");
  }

  private void checkSearches(String index, Vectors vectors, double least) {
    new Recall(http, index, vectors).atLeast(least);
    new Recall(http, index, vectors)
        .with("'filter':{'term':{'tag':3}}")
        .among(doc -> doc % 10 == 3)
        .atLeast(least);
    new Recall(http, index, vectors)
        .with("'filter':{'range':{'tag':{'lt':8}}}")
        .among(doc -> doc % 10 < 8)
        .atLeast(least);
  }

  /** Recall checks that scores are those of the vectors themselves, not of their codes. */
  private void check(String index, String field, Vectors vectors, int bits, double least) {
    JsonNode before = NODE.stats();
    fill(index, field, vectors);
    checkSearches(index, vectors, least);
    mergeToOne(index);
    checkSearches(index, vectors, least);
    JsonNode stats = NODE.stats();
    int codes = DOCS * (DIMENSION * bits / 8 + CORRECTIONS);
    assertEquals(stats.toString(), codes, grownOffHeap("veq", before, stats));
    assertEquals(
        stats.toString(), DOCS * DIMENSION * Float.BYTES, grownOffHeap("vec", before, stats));
    int codeFile = fileSizes(index).at("/veq/size_in_bytes").asInt();
    assertTrue(codeFile + " for " + codes, codeFile >= codes && codeFile < codes + 1000);
    assertTrue(fileSizes(index).toString(), fileSizes(index).has("vemq"));
  }

  private static long grownOffHeap(String what, JsonNode before, JsonNode after) {
    String figure = "/segments/off_heap_in_bytes/" + what;
    return after.at(figure).asLong() - before.at(figure).asLong();
  }

  private JsonNode fileSizes(String index) {
    return http.get("/" + index + "/_stats/segments?include_segment_file_sizes=true")
        .at("/indices/" + index + "/total/segments/file_sizes");
  }

  @Test
  public void testQuarterOfTheBits() {
    Vectors vectors = vectors(VectorSimilarityFunction.EUCLIDEAN);
    check("x4", field("l2", "'compression_level':'4x'"), vectors, 8, .97);
  }

  @Test
  public void testEighthOfTheBits() {
    Vectors vectors = vectors(VectorSimilarityFunction.COSINE);
    check("x8", field("cosinesimil", "'compression_level':'8x'"), vectors, 4, .9);
  }

  @Test
  public void testSixteenthOfTheBits() {
    Vectors vectors = vectors(VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT);
    check("x16", field("innerproduct", "'compression_level':'16x'"), vectors, 2, .9);
  }

  @Test
  public void testOneBit() {
    Vectors vectors = vectors(VectorSimilarityFunction.EUCLIDEAN);
    check("x32", field("l2", "'mode':'on_disk'"), vectors, 1, .9);
    JsonNode given = http.get("/x32/_mapping").at("/x32/mappings/properties/v");
    assertEquals("on_disk", given.get("mode").asText());
    assertFalse(given.toString(), given.has("compression_level"));
  }

  @Test
  public void testWithoutCodesThereAreNoFilesOfThem() {
    fill(
        "x1", field("l2", "'compression_level':'1x'"), vectors(VectorSimilarityFunction.EUCLIDEAN));
    mergeToOne("x1");
    assertTrue(fileSizes("x1").toString(), fileSizes("x1").has("vec"));
    assertFalse(fileSizes("x1").toString(), fileSizes("x1").has("veq"));
  }

  private JsonNode search(String index, String vector, String more) {
    return http.post(
        "/" + index + "/_search",
        "{'query':{'diskann':{'v':{'vector':" + vector + ",'k':10," + more + "}}}}");
  }

  @Test
  public void testScoresOfCodesWhereNothingIsRescored() {
    Vectors vectors = vectors(VectorSimilarityFunction.EUCLIDEAN);
    fill("rough", field("l2", "'compression_level':'32x'"), vectors);
    float[] query = vectors.rows()[77];
    JsonNode rough = search("rough", Vectors.json(query), "'rescore':false");
    assertEquals(10, rough.at("/hits/total/value").asInt());
    int exact = 0;
    for (JsonNode hit : rough.at("/hits/hits")) {
      float score = vectors.score(query, hit.get("_id").asInt());
      exact += Math.abs(score - hit.get("_score").floatValue()) < 1e-3 * score ? 1 : 0;
    }
    assertTrue(rough.toString(), exact < 5);
  }

  @Test
  public void testRadiusIsOfExactScores() {
    Vectors vectors = vectors(VectorSimilarityFunction.EUCLIDEAN);
    fill("radius", field("l2", "'compression_level':'32x'"), vectors);
    float[] query = vectors.rows()[12];
    List<Integer> nearest = vectors.nearest(query, 20, doc -> true);
    float score = vectors.score(query, nearest.get(19));
    JsonNode answer =
        http.post(
            "/radius/_search",
            "{'size':100,'query':{'diskann':{'v':{'vector':"
                + Vectors.json(query)
                + ",'min_score':"
                + score * .99999f
                + "}}}}");
    List<Integer> found = Vectors.ids(answer);
    assertTrue(found + " " + nearest, nearest.containsAll(found));
    assertTrue(found.size() + " of 20", found.size() >= 19);
    for (JsonNode hit : answer.at("/hits/hits")) {
      float wanted = vectors.score(query, hit.get("_id").asInt());
      assertEquals(wanted, hit.get("_score").floatValue(), 1e-3 * wanted);
    }
  }

  /** What the format did for a search, in one segment. */
  private Map<String, Integer> effort(String index, Supplier<JsonNode> search) throws IOException {
    Path file = folder.newFile().toPath();
    try (Recording recording = new Recording()) {
      recording.enable("org.lucenediskann.Search");
      recording.start();
      JsonNode answer = search.get();
      assertEquals(answer.toString(), 10, answer.at("/hits/total/value").asInt());
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().equals("org.lucenediskann.Search"))
            .toList();
    assertEquals(index, 1, events.size());
    Map<String, Integer> figures = new TreeMap<>();
    for (String figure : List.of("k", "listSize", "reranked")) {
      figures.put(figure, events.get(0).getInt(figure));
    }
    return figures;
  }

  /**
   * Two segments of five vectors in nested documents of each document; row {@code 5 p + i} is of
   * {@code p}.
   */
  private void fillNested(Vectors vectors) {
    String field = field("l2", "'compression_level':'8x'");
    http.put(
        "/nested",
        Indexes.body(
            "'refresh_interval':'-1'", "{'type':'nested','properties':{'part':" + field + "}}"));
    http.bulk("nested", bulkNested(vectors, 0, DOCS / 10));
    http.post("/nested/_refresh");
    http.bulk("nested", bulkNested(vectors, DOCS / 10, DOCS / 5));
    http.post("/nested/_refresh");
  }

  private static String bulkNested(Vectors vectors, int from, int to) {
    StringBuilder lines = new StringBuilder();
    for (int parent = from; parent < to; parent++) {
      lines.append("{\"index\":{\"_id\":\"").append(parent).append("\"}}\n{\"v\":[");
      for (int i = 0; i < 5; i++) {
        lines.append(i == 0 ? "" : ",").append("{\"part\":");
        lines.append(vectors.json(5 * parent + i)).append('}');
      }
      lines.append("]}\n");
    }
    return lines.toString();
  }

  private JsonNode searchNested(String vector) {
    return http.post(
        "/nested/_search",
        "{'query':{'nested':{'path':'v','score_mode':'max','query':{'diskann':{'v.part':"
            + "{'vector':"
            + vector
            + ",'k':10,'method_parameters':{'ef_search':150}}}}}}}");
  }

  @Test
  public void testNestedDocuments() throws IOException {
    Vectors vectors = vectors(VectorSimilarityFunction.EUCLIDEAN);
    Written flushed = Written.flushed(http);
    fillNested(vectors);
    assertEquals(DOCS, Written.flushed(http).since(flushed).assertGraphs().vectors());
    assertEquals(2, Indexes.segments(http, "nested").size());
    checkNested(vectors, searchNested(vectors.json(123)));
    mergeToOne("nested");
    assertEquals(1, Indexes.segments(http, "nested").size());
    List<JsonNode> answers = new ArrayList<>();
    Supplier<JsonNode> search =
        () -> {
          answers.add(searchNested(vectors.json(123)));
          return answers.getLast();
        };
    assertEquals(150, (int) effort("nested", search).get("listSize"));
    checkNested(vectors, answers.getLast());
  }

  private static void checkNested(Vectors vectors, JsonNode answer) {
    List<Integer> found = Vectors.ids(answer);
    float[] query = vectors.rows()[123];
    List<Integer> exact =
        vectors.nearest(query, DOCS, doc -> true).stream()
            .map(row -> row / 5)
            .distinct()
            .limit(10)
            .toList();
    assertEquals(123 / 5, (int) found.getFirst());
    assertTrue(found + " " + exact, exact.stream().filter(found::contains).count() >= 9);
    for (JsonNode hit : answer.at("/hits/hits")) {
      int row = 5 * hit.get("_id").asInt();
      double best =
          IntStream.range(row, row + 5).mapToDouble(r -> vectors.score(query, r)).max().orElse(0);
      assertEquals(best, hit.get("_score").asDouble(), 1e-3 * best);
    }
  }

  private static Map<String, Integer> figures(int listSize, int reranked) {
    return new TreeMap<>(Map.of("k", 10, "listSize", listSize, "reranked", reranked));
  }

  private void assertEffort(Map<String, Integer> wanted, String index, String vector, String more)
      throws IOException {
    assertEquals(wanted, effort(index, () -> search(index, vector, more)));
  }

  @Test
  public void testEffortReachesTheFormat() throws IOException {
    Vectors vectors = vectors(VectorSimilarityFunction.EUCLIDEAN);
    String query = vectors.json(5);
    fill("codes", field("l2", "'compression_level':'8x'"), vectors);
    mergeToOne("codes");
    assertEffort(figures(100, 30), "codes", query, "'rescore':true");
    assertEffort(figures(40, 30), "codes", query, "'method_parameters':{'ef_search':40}");
    assertEffort(figures(100, 50), "codes", query, "'rescore':{'oversample_factor':5}");
    assertEffort(figures(120, 120), "codes", query, "'rescore':{'oversample_factor':12}");
    assertEffort(figures(100, 0), "codes", query, "'rescore':false");
    fill("floats", Indexes.field("l2", DIMENSION), vectors);
    mergeToOne("floats");
    assertEffort(figures(40, 0), "floats", query, "'method_parameters':{'ef_search':40}");
    assertEffort(figures(120, 0), "floats", query, "'rescore':{'oversample_factor':12}");
    Vectors bytes = Vectors.bytes(DOCS, DIMENSION, VectorSimilarityFunction.EUCLIDEAN, 2);
    fill("bytes", field("l2", "'data_type':'byte'"), bytes);
    mergeToOne("bytes");
    assertEffort(figures(60, 0), "bytes", bytes.json(5), "'method_parameters':{'ef_search':60}");
  }
}

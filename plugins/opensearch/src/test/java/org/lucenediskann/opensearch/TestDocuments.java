package org.lucenediskann.opensearch;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.junit.ClassRule;
import org.junit.Test;
import org.opensearch.index.IndexService;
import org.opensearch.indices.IndicesService;

/** What happens to documents, and what segments become of it. */
public class TestDocuments {

  private static final int DIMENSION = 8;
  private static final VectorSimilarityFunction L2 = VectorSimilarityFunction.EUCLIDEAN;

  @ClassRule public static final OneNode NODE = new OneNode();

  private final Http http = NODE.http();

  private void create(String index, String settings) {
    http.put("/" + index, Indexes.body(settings, Indexes.field("l2", DIMENSION)));
  }

  private void mergeToOne(String index) {
    http.post("/" + index + "/_forcemerge?max_num_segments=1");
    http.post("/" + index + "/_refresh");
  }

  private int count(String index, String query) {
    return http.post("/" + index + "/_count", "{'query':" + query + "}").get("count").asInt();
  }

  private JsonNode segments(String index) {
    return Indexes.segments(http, index);
  }

  @Test
  public void testUpdatesAndDeletesThenMerge() {
    create("changed", "");
    Vectors first = Vectors.floats(1500, DIMENSION, L2, 1);
    Vectors second = Vectors.floats(1500, DIMENSION, L2, 2);
    http.bulk("changed", first.bulk(0, 1500));
    http.post("/changed/_refresh");
    http.bulk("changed", second.bulk(0, 500)); // replaces
    http.post("/changed/_refresh");
    System.arraycopy(second.rows(), 0, first.rows(), 0, 500);
    http.post("/changed/_delete_by_query?refresh=true", "{'query':{'range':{'tag':{'gte':7}}}}");
    http.delete("/changed/_doc/1?refresh=true");
    Recall recall = new Recall(http, "changed", first).among(doc -> doc % 10 < 7 && doc != 1);
    recall.atLeast(.97);
    mergeToOne("changed");
    recall.atLeast(.97);
    assertEquals(1049, count("changed", "{'exists':{'field':'v'}}"));
    assertEquals(1049, segments("changed").iterator().next().get("num_docs").asInt());
  }

  @Test
  public void testPartialUpdateKeepsVector() {
    create("partial", "");
    Vectors vectors = Vectors.floats(50, DIMENSION, L2, 3);
    http.bulk("partial", vectors.bulk(0, 50));
    http.post("/partial/_update/7?refresh=true", "{'doc':{'tag':99}}");
    new Recall(http, "partial", vectors).atLeast(1);
    assertEquals(1, count("partial", "{'term':{'tag':99}}"));
    new Recall(http, "partial", vectors)
        .with("'filter':{'term':{'tag':99}}")
        .among(doc -> doc == 7)
        .atLeast(1);
  }

  @Test
  public void testDocumentsWithoutTheField() {
    create("sparse", "");
    Vectors vectors = Vectors.floats(900, DIMENSION, L2, 4);
    StringBuilder without = new StringBuilder();
    for (int doc = 900; doc < 1200; doc++) {
      without.append("{\"index\":{\"_id\":\"").append(doc).append("\"}}\n");
      without.append(doc % 2 == 0 ? "{\"tag\":1}\n" : "{\"v\":null,\"tag\":1}\n");
    }
    http.bulk("sparse", without.toString()); // a segment without any
    http.post("/sparse/_refresh");
    http.bulk("sparse", vectors.bulk(0, 900));
    http.post("/sparse/_refresh");
    new Recall(http, "sparse", vectors).atLeast(.97);
    mergeToOne("sparse");
    new Recall(http, "sparse", vectors).atLeast(.97);
    assertEquals(900, count("sparse", "{'exists':{'field':'v'}}"));
    assertEquals(300, count("sparse", "{'bool':{'must_not':{'exists':{'field':'v'}}}}"));
  }

  @Test
  public void testThreeHundredSegmentsOfOneDocument() {
    String policy =
        "'index.merge.policy.segments_per_tier':1000,'index.merge.policy.floor_segment':'1b'";
    http.put("/single", Indexes.body(policy, Indexes.fieldWithGraphs("cosinesimil", 384)));
    Vectors vectors = Vectors.floats(300, 384, VectorSimilarityFunction.COSINE, 5);
    Written flushed = Written.flushed(http);
    Written merged = Written.merged(http);
    for (int doc = 0; doc < 300; doc++) {
      http.put("/single/_doc/" + doc + "?refresh=true", "{'v':" + vectors.json(doc) + "}");
    }
    assertEquals(300, segments("single").size());
    flushed = Written.flushed(http).since(flushed);
    assertEquals("300 graphs of one vector", new Written(300, 300, 0, 300), flushed);
    new Recall(http, "single", vectors).atLeast(1);
    mergeToOne("single");
    assertEquals(1, segments("single").size());
    assertEquals(new Written(1, 300, 0, 1), Written.merged(http).since(merged));
    new Recall(http, "single", vectors).atLeast(1);
  }

  @Test
  public void testSegmentWithNothingAlive() {
    create("dead", "'index.merge.policy.segments_per_tier':1000");
    Vectors vectors = Vectors.floats(1400, DIMENSION, L2, 6);
    http.bulk("dead", vectors.bulk(0, 700));
    http.post("/dead/_refresh");
    String first = onlySegment("dead");
    http.bulk("dead", vectors.bulk(700, 1400));
    http.post("/dead/_refresh");
    http.post("/dead/_delete_by_query?refresh=true", "{'query':{'range':{'rank':{'gt':700}}}}");
    assertNothingAlive("dead", first);
    Recall rest = new Recall(http, "dead", vectors).among(doc -> doc >= 700);
    rest.atLeast(.97);
    mergeToOne("dead");
    rest.atLeast(.97);
    String merged = onlySegment("dead");
    assertNotEquals(first, merged);
    http.post("/dead/_delete_by_query?refresh=true", "{'query':{'match_all':{}}}");
    assertNothingAlive("dead", merged);
    assertTrue(Vectors.ids(search("dead", vectors.json(0))).isEmpty());
    mergeToOne("dead");
    assertEquals(0, count("dead", "{'match_all':{}}"));
    assertTrue(Vectors.ids(search("dead", vectors.json(0))).isEmpty());
    http.bulk("dead", vectors.bulk(0, 700));
    http.post("/dead/_refresh");
    new Recall(http, "dead", vectors).among(doc -> doc < 700).atLeast(.97);
  }

  private String onlySegment(String index) {
    assertEquals(1, segments(index).size());
    return segments(index).fieldNames().next();
  }

  /**
   * A segment that is still searched, though its 700 documents are deleted. Merged ones also keep
   * what was deleted before, and the engine's notes of that, for replicas.
   */
  private void assertNothingAlive(String index, String name) {
    JsonNode segment = segments(index).get(name);
    assertEquals(segment.toString(), 0, segment.get("num_docs").asInt());
    assertTrue(segment.toString(), segment.get("deleted_docs").asInt() >= 700);
    assertTrue(segment.toString(), segment.get("search").asBoolean());
  }

  private JsonNode search(String index, String vector) {
    return http.post(
        "/" + index + "/_search", "{'query':{'diskann':{'v':{'vector':" + vector + ",'k':10}}}}");
  }

  @Test
  public void testIndexSort() {
    create("sorted", "'index.sort.field':'rank','index.sort.order':'asc'");
    Vectors vectors = Vectors.floats(1500, DIMENSION, L2, 7);
    http.bulk("sorted", vectors.bulk(0, 800));
    http.post("/sorted/_refresh");
    http.bulk("sorted", vectors.bulk(800, 1500));
    http.post("/sorted/_refresh");
    new Recall(http, "sorted", vectors).atLeast(.97);
    mergeToOne("sorted");
    new Recall(http, "sorted", vectors).atLeast(.97);
    List<Integer> inOrder = Vectors.ids(http.post("/sorted/_search", "{'size':3,'sort':['_doc']}"));
    assertEquals(List.of(1499, 1498, 1497), inOrder);
  }

  /** Whichever codec of the node is asked for, by its own word or by the name of Lucene's. */
  @Test
  public void testEveryCodec() {
    checkCodec("default", "BEST_SPEED");
    checkCodec("lz4", "BEST_SPEED");
    checkCodec("best_compression", "BEST_COMPRESSION");
    checkCodec("zlib", "BEST_COMPRESSION");
    checkCodec("lucene_default", "BEST_SPEED");
    checkCodec(Codec.getDefault().getName(), "BEST_SPEED");
  }

  private void checkCodec(String codec, String storedFields) {
    String index = "codec_" + codec.toLowerCase(Locale.ROOT);
    create(index, "'refresh_interval':'-1','index.codec':'" + codec + "'");
    Vectors vectors = Vectors.floats(1400, DIMENSION, L2, 8);
    Written flushed = Written.flushed(http);
    Written merged = Written.merged(http);
    http.bulk(index, vectors.bulk(0, 700));
    http.post("/" + index + "/_refresh");
    http.bulk(index, vectors.bulk(700, 1400));
    mergeToOne(index);
    http.post("/" + index + "/_flush");
    assertEquals(codec, 1400, Written.flushed(http).since(flushed).assertGraphs().vectors());
    assertEquals(codec, 1400, Written.merged(http).since(merged).assertGraphs().vectors());
    new Recall(http, index, vectors).atLeast(.97);
    JsonNode attributes = segments(index).iterator().next().get("attributes");
    assertEquals(storedFields, attributes.get("Lucene90StoredFieldsFormat.mode").asText());
  }

  /** Files by their ending, as the engine counts them, and how it opens them. */
  @Test
  public void testFilesAreOursAndMemoryMapped() throws IOException {
    String field = Indexes.field("l2", DIMENSION).replace("}", ",'compression_level':'8x'}");
    http.put("/files", Indexes.body("'index.use_compound_file':false", field));
    Vectors vectors = Vectors.floats(1000, DIMENSION, L2, 9);
    http.bulk("files", vectors.bulk(0, 1000));
    mergeToOne("files");
    http.post("/files/_flush");
    JsonNode sizes =
        http.get("/files/_stats/segments?include_segment_file_sizes=true")
            .at("/indices/files/total/segments/file_sizes");
    assertTrue(sizes.toString(), sizes.at("/vec/size_in_bytes").asInt() >= 1000 * DIMENSION * 4);
    assertTrue(sizes.toString(), sizes.at("/vex/size_in_bytes").asInt() >= 1000 * 32 * 4);
    assertTrue(sizes.toString(), sizes.at("/veq/size_in_bytes").asInt() >= 1000 * DIMENSION / 2);
    assertTrue(sizes.toString(), sizes.has("vem") && sizes.has("vemf") && sizes.has("vemq"));
    Set<String> formats = new HashSet<>();
    for (String file : vectorFiles()) {
      formats.add(file.replaceAll("^_[^_]*_|_[0-9]+\\..*$", ""));
    }
    assertEquals(Set.of("DiskAnn"), formats);
  }

  private List<String> vectorFiles() throws IOException {
    List<String> files = new ArrayList<>();
    for (IndexService index : NODE.node().injector().getInstance(IndicesService.class)) {
      if (index.index().getName().equals("files")) {
        Directory directory = index.getShard(0).store().directory();
        for (String file : directory.listAll()) {
          if (file.matches(".*\\.(vec|vex|veq)")) {
            files.add(file);
            assertMapped(directory, file);
          }
        }
      }
    }
    assertEquals(files.toString(), 3, files.size());
    return files;
  }

  private static void assertMapped(Directory directory, String file) throws IOException {
    try (IndexInput input = directory.openInput(file, IOContext.DEFAULT)) {
      String type = input.getClass().getName();
      assertTrue(file + " " + type, type.contains("MemorySegmentIndexInput"));
    }
  }

  @Test
  public void testRadialSearch() {
    create("radial", "");
    Vectors vectors = Vectors.floats(1500, DIMENSION, L2, 10);
    http.bulk("radial", vectors.bulk(0, 1500));
    mergeToOne("radial");
    float[] query = vectors.rows()[12];
    List<Integer> nearest = vectors.nearest(query, 40, doc -> true);
    float score = vectors.score(query, nearest.get(39));
    float distance = 1 / score - 1;
    checkRadial(query, "'min_score':" + score, nearest);
    checkRadial(query, "'max_distance':" + distance * 1.00001f, nearest);
    List<Integer> tagged = nearest.stream().filter(doc -> doc % 10 < 5).toList();
    String filter = ",'filter':{'range':{'tag':{'lt':5}}}";
    checkRadial(query, "'min_score':" + score + filter, tagged);
    assertFalse(tagged.isEmpty());
  }

  private void checkRadial(float[] query, String radius, List<Integer> exact) {
    JsonNode answer =
        http.post(
            "/radial/_search",
            "{'size':100,'query':{'diskann':{'v':{'vector':"
                + Vectors.json(query)
                + ","
                + radius
                + "}}}}");
    Set<Integer> found = new HashSet<>(Vectors.ids(answer));
    assertTrue(found + " " + exact, new HashSet<>(exact).containsAll(found));
    assertTrue(found.size() + " of " + exact.size(), found.size() >= .95 * exact.size());
  }

  @Test
  public void testQueryAmongOthers() {
    create("mixed", "");
    Vectors vectors = Vectors.floats(300, DIMENSION, L2, 11);
    http.bulk("mixed", vectors.bulk(0, 300));
    http.post("/mixed/_refresh");
    String near =
        "{'diskann':{'v':{'vector':" + vectors.json(20) + ",'k':5,'boost':2,'_name':'n'}}}";
    JsonNode hits =
        http.post(
                "/mixed/_search",
                "{'query':{'bool':{'should':[" + near + ",{'term':{'tag':{'value':3}}}]}}}")
            .at("/hits");
    JsonNode best = hits.at("/hits/0");
    assertEquals(20, best.get("_id").asInt());
    assertEquals("2 × 1 / (1 + 0)", 2, best.get("_score").floatValue(), 1e-4);
    assertEquals("n", best.at("/matched_queries/0").asText());
    assertEquals(hits.toString(), 10, hits.get("hits").size());
    JsonNode fetched =
        http.post("/mixed/_search", "{'size':1,'fields':['v'],'query':" + near + "}");
    assertEquals(DIMENSION, fetched.at("/hits/hits/0/fields/v").size());
    JsonNode rescored =
        http.post(
            "/mixed/_search",
            "{'query':{'diskann':{'v':{'vector':"
                + vectors.json(20)
                + ",'k':5,'rescore':{'oversample_factor':4}}}}}");
    assertEquals(5, rescored.at("/hits/hits").size());
    assertEquals(20, rescored.at("/hits/hits/0/_id").asInt());
  }
}

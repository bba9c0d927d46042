package org.lucenediskann.opensearch;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;

/** Every mistake is answered by 400 and a message that names it; nothing is taken silently. */
public class TestErrors {

  private static final String FIELD = "'type':'diskann_vector','dimension':3";

  private static final String NEEDS_SETTING = "needs an index created with [index.diskann: true]";

  @ClassRule public static final OneNode NODE = new OneNode();

  private final Http http = NODE.http();

  @BeforeClass
  public static void createIndexes() {
    Http http = NODE.http();
    http.put("/e", Indexes.body("", "{" + FIELD + ",'space_type':'cosinesimil'}"));
    http.put("/b", Indexes.body("", "{" + FIELD + ",'data_type':'byte'}"));
    http.post("/e/_doc?refresh=true", "{'v':[1,2,3]}");
    http.post("/b/_doc?refresh=true", "{'v':[1,2,3]}");
  }

  private void assertRefused(String method, String path, String body, String message) {
    Http.Answer answer = http.send(method, path, body);
    assertEquals(answer.toString(), 400, answer.status());
    assertTrue(answer.error(), answer.error().contains(message));
  }

  private void assertMappingRefused(String field, String message) {
    assertRefused("PUT", "/refused", Indexes.body("", "{" + field + "}"), message);
    assertEquals(404, http.send("GET", "/refused", null).status());
  }

  private void assertMethodRefused(String parameters, String message) {
    assertMappingRefused(
        FIELD + ",'method':{'name':'hnsw','parameters':{" + parameters + "}}", message);
  }

  private void assertQueryRefused(String index, String body, String message) {
    assertRefused(
        "POST", "/" + index + "/_search", "{'query':{'diskann':{'v':{" + body + "}}}}", message);
  }

  @Test
  public void testIndexWithoutTheSetting() {
    String mappings = "{'mappings':{'properties':{'v':{" + FIELD + "}}}}";
    assertRefused("PUT", "/plain", mappings, NEEDS_SETTING);
    http.put("/plain", "{}");
    assertRefused("PUT", "/plain/_mapping", "{'properties':{'v':{" + FIELD + "}}}", NEEDS_SETTING);
    assertRefused("PUT", "/plain/_settings", "{'index.diskann':true}", "index.diskann");
  }

  /** However a field may come into an index without the setting, it does not. */
  @Test
  public void testMultiFieldsInIndexWithoutTheSetting() {
    String field = "{'type':'keyword','fields':{'v':{" + FIELD + "}}}";
    String body = "{'mappings':{'properties':{'t':" + field + "}}}";
    assertRefused("PUT", "/multi", body, NEEDS_SETTING);
    http.put("/multi", "{'mappings':{'properties':{'t':{'type':'keyword'}}}}");
    assertRefused("PUT", "/multi/_mapping", "{'properties':{'t':" + field + "}}", NEEDS_SETTING);
    assertNoVectors("multi");
  }

  @Test
  public void testDynamicTemplatesInIndexWithoutTheSetting() {
    http.put("/dynamic_plain", dynamic("{}"));
    assertRefused("POST", "/dynamic_plain/_doc", "{'vec':[1,2,3]}", NEEDS_SETTING);
    assertNoVectors("dynamic_plain");
  }

  private static String dynamic(String settings) {
    return "{'settings':"
        + settings
        + ",'mappings':{'dynamic_templates':[{'t':{'match':'vec','mapping':{"
        + FIELD
        + "}}}]}}";
  }

  @Test
  public void testDynamicTemplatesInIndexWithTheSetting() {
    http.put("/dynamic", dynamic("{'index.diskann':true,'number_of_replicas':0}"));
    Written before = Written.flushed(http);
    http.post("/dynamic/_doc?refresh=true", "{'vec':[1,2,3]}");
    assertEquals(1, Written.flushed(http).since(before).vectors());
    JsonNode mapping = http.get("/dynamic/_mapping").at("/dynamic/mappings/properties/vec");
    assertEquals("diskann_vector", mapping.get("type").asText());
  }

  @Test
  public void testIndexTemplates() {
    String vectors = "'mappings':{'properties':{'v':{" + FIELD + "}}}";
    String with = "'settings':{'index.diskann':true}," + vectors;
    String pattern = "'index_patterns':['from_*']";
    String composable = "{" + pattern + ",'template':{" + vectors + "}}";
    assertRefused("PUT", "/_index_template/t", composable, NEEDS_SETTING);
    assertRefused("PUT", "/_template/t", "{" + pattern + "," + vectors + "}", NEEDS_SETTING);
    http.put("/_index_template/t", "{" + pattern + ",'template':{" + with + "}}");
    assertRefused("PUT", "/from_t", "{'settings':{'index.diskann':false}}", NEEDS_SETTING);
    Written before = Written.flushed(http);
    http.post("/from_t/_doc?refresh=true", "{'v':[1,2,3]}");
    assertEquals(1, Written.flushed(http).since(before).vectors());
    http.delete("/_index_template/t");
  }

  private void assertNoVectors(String index) {
    JsonNode fields = http.get("/" + index + "/_mapping").at("/" + index + "/mappings/properties");
    assertFalse(fields.toString(), fields.toString().contains("diskann_vector"));
  }

  @Test
  public void testSettingIsFinal() {
    http.post("/e/_close");
    assertRefused("PUT", "/e/_settings", "{'index.diskann':false}", "final");
    http.post("/e/_open?wait_for_active_shards=1");
  }

  @Test
  public void testKnnVectorIsNotOurs() {
    assertMappingRefused("'type':'knn_vector','dimension':3", "knn_vector");
    assertRefused(
        "POST", "/e/_search", "{'query':{'knn':{'v':{'vector':[1,2,3],'k':1}}}}", "unknown query");
  }

  @Test
  public void testMappings() {
    assertMappingRefused("'type':'diskann_vector'", "needs a dimension");
    for (String dimension : new String[] {"0", "-1", "4097", "2.5", "'many'"}) {
      assertMappingRefused(
          "'type':'diskann_vector','dimension':" + dimension, "whole number in [1, 4096]");
    }
    assertMappingRefused(FIELD + ",'space_type':'l1'", "one of [l2, cosinesimil, innerproduct]");
    assertMappingRefused(FIELD + ",'data_type':'binary'", "one of [float, byte]");
    assertMappingRefused(FIELD + ",'nonsense':1", "nonsense");
    assertMappingRefused(FIELD + ",'mode':'fast'", "mode must be one of");
    for (String level : new String[] {"2x", "3x", "64x"}) {
      assertMappingRefused(
          FIELD + ",'compression_level':'" + level + "'",
          "one of [1x, 4x, 8x, 16x, 32x]; compression_level=" + level);
    }
    String bytes = FIELD + ",'data_type':'byte'";
    String message = "data_type byte are not compressed";
    assertMappingRefused(bytes + ",'mode':'on_disk'", message);
    for (String level : new String[] {"4x", "8x", "16x", "32x"}) {
      assertMappingRefused(bytes + ",'compression_level':'" + level + "'", message);
    }
  }

  @Test
  public void testMultiFieldGetsNoText() {
    http.put(
        "/multi_with", Indexes.body("", "{'type':'keyword','fields':{'vec':{" + FIELD + "}}}"));
    assertRefused("POST", "/multi_with/_doc", "{'v':'one'}", "found VALUE_STRING");
  }

  @Test
  public void testMethods() {
    assertMappingRefused(FIELD + ",'method':'hnsw'", "method must be an object");
    assertMappingRefused(FIELD + ",'method':{'name':'ivf'}", "method.name must be one of");
    assertMappingRefused(FIELD + ",'method':{'parameters':{}}", "method.name must be one of");
    assertMappingRefused(FIELD + ",'method':{'name':'hnsw','engine':'faiss'}", "method.engine");
    assertMappingRefused(FIELD + ",'method':{'name':'hnsw','beam':1}", "was given [beam]");
    assertMappingRefused(
        FIELD + ",'space_type':'l2','method':{'name':'hnsw','space_type':'innerproduct'}",
        "in the method [innerproduct]");
    assertMethodRefused("'m':'16'", "m must be a number");
    assertMethodRefused("'m':16.5", "m must be a whole number");
    assertMethodRefused("'m':1000", "m must be in [2, 256]");
    assertMethodRefused("'ef_construction':0", "ef_construction must be in");
    assertMethodRefused("'m':16,'max_degree':32", "mixes words");
    assertMethodRefused("'max_degree':3", "maxDegree must be in [4, 512]");
    assertMethodRefused("'alpha':0.5", "alpha must be finite and at least 1");
    assertMethodRefused("'deferral':'later'", "deferral must be [auto], [never] or a number");
    assertMethodRefused("'encoder':{'name':'sq'}", "ask for compression by compression_level");
    assertMethodRefused("'ef_search':10", "was given [ef_search]");
  }

  @Test
  public void testMappingCannotChange() {
    String changed = "{'properties':{'v':{'type':'diskann_vector','dimension':4}}}";
    assertRefused("PUT", "/e/_mapping", changed, "dimension");
    String compressed = FIELD + ",'space_type':'cosinesimil','compression_level':'8x'";
    assertRefused(
        "PUT", "/e/_mapping", "{'properties':{'v':{" + compressed + "}}}", "compression_level");
  }

  @Test
  public void testMappingIsGivenBack() {
    String field =
        "{'type':'diskann_vector','dimension':3,'space_type':'innerproduct','data_type':'byte',"
            + "'method':{'name':'diskann','parameters':{'alpha':1.1,'deferral':'never'}},"
            + "'mode':'in_memory','compression_level':'1x','meta':{'unit':'none'}}";
    http.put("/whole", Indexes.body("", field));
    JsonNode given = http.get("/whole/_mapping").at("/whole/mappings/properties/v");
    assertEquals("diskann_vector", given.get("type").asText());
    assertEquals("innerproduct", given.get("space_type").asText());
    assertEquals("byte", given.get("data_type").asText());
    assertEquals(1.1, given.at("/method/parameters/alpha").asDouble(), 0);
    http.put("/whole/_mapping", "{'properties':{'v':" + given.toString() + "}}");
    assertEquals(given, http.get("/whole/_mapping").at("/whole/mappings/properties/v"));
  }

  @Test
  public void testDocuments() {
    for (String vector : new String[] {"[1,2]", "[1,2,3,4]", "[]"}) {
      assertRefused("POST", "/e/_doc", "{'v':" + vector + "}", "but field [v] has dimension 3");
    }
    assertRefused("POST", "/e/_doc", "{'v':[1,2,1e39]}", "finite numbers; found Infinity");
    assertRefused("POST", "/e/_doc", "{'v':[1,2,'NaN']}", "array of numbers; found VALUE_STRING");
    assertRefused("POST", "/e/_doc", "{'v':[1,2,null]}", "array of numbers; found VALUE_NULL");
    assertRefused("POST", "/e/_doc", "{'v':[[1,2,3]]}", "array of numbers; found START_ARRAY");
    assertRefused("POST", "/e/_doc", "{'v':1}", "array of numbers; found VALUE_NUMBER");
    assertRefused("POST", "/e/_doc", "{'v':{'x':1}}", "array of numbers; found START_OBJECT");
    assertRefused("POST", "/e/_doc", "{'v':[0,0,0]}", "zero vector");
    assertRefused("POST", "/b/_doc", "{'v':[1,2,128]}", "whole numbers in [-128, 127]");
    assertRefused("POST", "/b/_doc", "{'v':[1,2,1.5]}", "whole numbers in [-128, 127]");
  }

  @Test
  public void testQueries() {
    assertQueryRefused("e", "'k':1", "needs a vector");
    assertQueryRefused("e", "'vector':[],'k':1", "needs a vector");
    assertQueryRefused("e", "'vector':[1,2],'k':1", "dimension 2, but field [v] has dimension 3");
    assertQueryRefused("e", "'vector':[1,2,1e39],'k':1", "finite numbers");
    assertQueryRefused("e", "'vector':[1,2,'NaN'],'k':1", "finite numbers; found NaN");
    assertQueryRefused("e", "'vector':[0,0,0],'k':1", "zero vector");
    assertQueryRefused("b", "'vector':[1,2,0.5],'k':1", "whole numbers");
    assertQueryRefused("e", "'vector':[1,2,3]", "exactly one of [k], [min_score]");
    assertQueryRefused("e", "'vector':[1,2,3],'k':1,'min_score':0.5", "exactly one of [k]");
    assertQueryRefused("e", "'vector':[1,2,3],'k':0", "k must be in [1, 10000]; k=0");
    assertQueryRefused("e", "'vector':[1,2,3],'k':-1", "k must be in [1, 10000]");
    assertQueryRefused("e", "'vector':[1,2,3],'k':10001", "k must be in [1, 10000]");
    assertQueryRefused("e", "'vector':[1,2,3],'max_distance':-1", "must not be negative");
    assertQueryRefused("e", "'vector':[1,2,3],'min_score':-1", "min_score must be in");
    assertQueryRefused(
        "e", "'vector':[1,2,3],'k':1,'method_parameters':{'ef_search':0}", "ef_search must be in");
    assertQueryRefused("e", "'vector':[1,2,3],'k':1,'method_parameters':{'nprobes':3}", "nprobes");
    assertQueryRefused(
        "e", "'vector':[1,2,3],'k':1,'rescore':{'oversample_factor':0.5}", "oversample_factor");
    assertQueryRefused("e", "'vector':[1,2,3],'k':1,'rescore':{'factor':2}", "factor");
    assertQueryRefused("e", "'vector':[1,2,3],'k':1,'rescore':1", "rescore");
    assertQueryRefused("e", "'vector':[1,2,3],'min_score':0.5,'rescore':false", "need [k]");
    assertQueryRefused(
        "e", "'vector':[1,2,3],'min_score':0.5,'rescore':{'oversample_factor':2}", "need [k]");
    assertQueryRefused(
        "e", "'vector':[1,2,3],'max_distance':1,'method_parameters':{'ef_search':9}", "need [k]");
    assertQueryRefused("e", "'vector':[1,2,3],'k':1,'nonsense':2", "nonsense");
  }

  @Test
  public void testFields() {
    String body = "':{'vector':[1,2,3],'k':1}}}}";
    assertRefused("POST", "/e/_search", "{'query':{'diskann':{'none" + body, "not mapped");
    assertRefused("POST", "/e/_search", "{'query':{'diskann':{'tag" + body, "but [integer]");
    assertRefused("POST", "/e/_search", "{'query':{'diskann':{}}}", "needs the name of a field");
    assertRefused("POST", "/e/_search", "{'query':{'diskann':{'v':[1]}}}", "needs an object");
    assertRefused(
        "POST",
        "/e/_search",
        "{'query':{'diskann':{'v':{'vector':[1,2,3],'k':1},'w':{}}}}",
        "takes one field; found [v] and [w]");
    assertRefused(
        "POST", "/e/_search", "{'query':{'term':{'v':1}}}", "searched by a [diskann] query only");
    JsonNode answer =
        http.post(
            "/e/_search",
            "{'query':{'diskann':{'none':{'vector':[1,2,3],'k':1,'ignore_unmapped':true}}}}");
    assertEquals(0, answer.at("/hits/total/value").asInt());
  }
}

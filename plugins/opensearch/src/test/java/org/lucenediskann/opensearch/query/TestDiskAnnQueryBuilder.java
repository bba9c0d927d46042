package org.lucenediskann.opensearch.query;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.search.join.QueryBitSetProducer;
import org.junit.Test;
import org.lucenediskann.codec.DiskAnnSearchStrategy;
import org.lucenediskann.opensearch.mapping.DataType;
import org.opensearch.common.io.stream.BytesStreamOutput;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.xcontent.json.JsonXContent;
import org.opensearch.core.common.io.stream.NamedWriteableAwareStreamInput;
import org.opensearch.core.common.io.stream.NamedWriteableRegistry;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.xcontent.DeprecationHandler;
import org.opensearch.core.xcontent.NamedXContentRegistry;
import org.opensearch.core.xcontent.XContentParser;
import org.opensearch.index.query.MatchAllQueryBuilder;
import org.opensearch.index.query.QueryBuilder;
import org.opensearch.search.SearchModule;

/** A query from node to node and from JSON to JSON. */
public class TestDiskAnnQueryBuilder {

  private static final List<String> BODIES =
      List.of(
          "'vector':[1,2.5],'k':3",
          "'vector':[1,2.5],'k':4",
          "'vector':[1,2.6],'k':3",
          "'vector':[1,2.5],'k':3,'filter':{'match_all':{}}",
          "'vector':[1,2.5],'k':3,'method_parameters':{'ef_search':50}",
          "'vector':[1,2.5],'k':3,'rescore':false",
          "'vector':[1,2.5],'k':3,'rescore':{'oversample_factor':1}",
          "'vector':[1,2.5],'k':3,'rescore':{'oversample_factor':2}",
          "'vector':[1,2.5],'k':3,'expand_nested_docs':true",
          "'vector':[1,2.5],'k':3,'ignore_unmapped':true",
          "'vector':[1,2.5],'k':3,'boost':2",
          "'vector':[1,2.5],'k':3,'_name':'n'",
          "'vector':[1,2.5],'min_score':0.5",
          "'vector':[1,2.5],'max_distance':0.5");

  private static final BitSetProducer PARENTS = new QueryBitSetProducer(MatchAllDocsQuery.INSTANCE);

  /** At the root and in nested documents. */
  private static final List<BiFunction<DataType, NeighborSearch, Query>> FORMS =
      List.of(
          (type, search) -> VectorQueries.nearest("v", type, search, null),
          (type, search) -> VectorQueries.bestChildren("v", type, search, null, PARENTS));

  private static QueryBuilder parse(String json) throws IOException {
    SearchModule module = new SearchModule(Settings.EMPTY, List.of());
    NamedXContentRegistry registry = new NamedXContentRegistry(module.getNamedXContents());
    try (XContentParser parser =
        JsonXContent.jsonXContent.createParser(
            registry, DeprecationHandler.THROW_UNSUPPORTED_OPERATION, json)) {
      parser.nextToken();
      return DiskAnnQueryBuilder.fromXContent(parser);
    }
  }

  private static QueryBuilder query(String body) throws IOException {
    return parse(("{'v':{" + body + "}}").replace('\'', '"'));
  }

  private static QueryBuilder sent(QueryBuilder query) throws IOException {
    NamedWriteableRegistry registry =
        new NamedWriteableRegistry(
            List.of(
                new NamedWriteableRegistry.Entry(
                    QueryBuilder.class, MatchAllQueryBuilder.NAME, MatchAllQueryBuilder::new)));
    try (BytesStreamOutput out = new BytesStreamOutput()) {
      query.writeTo(out);
      try (StreamInput in =
          new NamedWriteableAwareStreamInput(out.bytes().streamInput(), registry)) {
        return new DiskAnnQueryBuilder(in);
      }
    }
  }

  @Test
  public void testSentAndReadAgain() throws IOException {
    for (String body : BODIES) {
      QueryBuilder query = query(body);
      assertEquals(query, sent(query));
      assertEquals(query.hashCode(), sent(query).hashCode());
    }
  }

  @Test
  public void testJsonAndBack() throws IOException {
    for (String body : BODIES) {
      QueryBuilder query = query(body);
      String json = query.toString().replaceAll("\\s+", "");
      assertEquals(query, parse(json.substring("{\"diskann\":".length(), json.length() - 1)));
    }
  }

  @Test
  public void testEveryPartCounts() throws IOException {
    Set<QueryBuilder> queries = new HashSet<>();
    for (String body : BODIES) {
      queries.add(query(body));
    }
    assertEquals(BODIES.size(), queries.size());
    assertEquals(query(BODIES.get(0)), query("'vector':[1,2.5],'k':3,'rescore':true"));
    assertEquals(query(BODIES.get(0)), query("'vector':[1,2.5],'k':3,'rescore':{}"));
    assertNotEquals(query(BODIES.get(0)), parse("{\"w\":{\"vector\":[1,2.5],\"k\":3}}"));
  }

  private static NeighborSearch search(int k, Integer efSearch, Float oversample, boolean rescore) {
    return new NeighborSearch(
        new float[1], k, null, null, efSearch, oversample, rescore, false, false);
  }

  private static int listSize(int k, Integer efSearch, Float oversample) {
    return search(k, efSearch, oversample, true).strategy().searchListSize();
  }

  @Test
  public void testListSize() {
    assertEquals(100, listSize(10, null, null));
    assertEquals(500, listSize(500, null, null));
    assertEquals(40, listSize(10, 40, null));
    assertEquals(50, listSize(50, 40, null));
    assertEquals(100, listSize(10, null, 3f));
    assertEquals(300, listSize(100, null, 3f));
    assertEquals(400, listSize(100, 400, 3f));
  }

  @Test
  public void testRescoring() {
    DiskAnnSearchStrategy standard = search(10, null, null, true).strategy();
    assertTrue(standard.rerank());
    assertEquals(DiskAnnSearchStrategy.STORED_OVERSAMPLE, standard.oversample(), 0);
    assertFalse(search(10, null, null, false).strategy().rerank());
    assertEquals(2.5, search(10, null, 2.5f, true).strategy().oversample(), 0);
  }

  /** Equal queries would be taken for one in a disjunction. */
  @Test
  public void testQueriesOfOtherEffortDiffer() {
    List<NeighborSearch> searches =
        List.of(
            search(5, null, null, true),
            search(6, null, null, true),
            search(5, 50, null, true),
            search(5, null, 2f, true),
            search(5, null, null, false));
    for (BiFunction<DataType, NeighborSearch, Query> form : FORMS) {
      for (DataType type : DataType.values()) {
        Set<Query> queries = new HashSet<>();
        searches.forEach(search -> queries.add(form.apply(type, search)));
        assertEquals(searches.size(), queries.size());
        searches.forEach(search -> assertTrue(queries.contains(form.apply(type, search))));
      }
    }
  }
}

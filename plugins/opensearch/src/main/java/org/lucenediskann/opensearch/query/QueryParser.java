package org.lucenediskann.opensearch.query;

import java.io.IOException;
import java.util.List;
import org.opensearch.core.ParseField;
import org.opensearch.core.common.ParsingException;
import org.opensearch.core.xcontent.ObjectParser;
import org.opensearch.core.xcontent.XContentParser;
import org.opensearch.index.query.AbstractQueryBuilder;
import org.opensearch.index.query.QueryBuilder;

/** {@code {"field": {"vector": [...], "k": 10, ...}}} → a query. */
final class QueryParser {

  private static final ObjectParser<Integer[], Void> METHOD_PARAMETERS =
      new ObjectParser<>("method_parameters", () -> new Integer[1]);
  private static final ObjectParser<Rescore, Void> RESCORE =
      new ObjectParser<>("rescore", Rescore::new);
  private static final ObjectParser<Draft, Void> BODY =
      new ObjectParser<>(DiskAnnQueryBuilder.NAME, Draft::new);

  static {
    METHOD_PARAMETERS.declareInt((slot, value) -> slot[0] = value, new ParseField("ef_search"));
    RESCORE.declareFloat(
        (rescore, value) -> rescore.oversampleFactor = value, field("oversample_factor"));
    BODY.declareFloatArray((draft, value) -> draft.vector = floats(value), field("vector"));
    BODY.declareInt((draft, value) -> draft.k = value, field("k"));
    BODY.declareFloat((draft, value) -> draft.minScore = value, field("min_score"));
    BODY.declareFloat((draft, value) -> draft.maxDistance = value, field("max_distance"));
    BODY.declareObject(
        (draft, value) -> draft.efSearch = value[0], METHOD_PARAMETERS, field("method_parameters"));
    BODY.declareField(
        (draft, value) -> draft.rescore = value,
        QueryParser::rescore,
        field("rescore"),
        ObjectParser.ValueType.OBJECT_OR_BOOLEAN);
    BODY.declareObject(
        (draft, value) -> draft.filter = value,
        (parser, nothing) -> AbstractQueryBuilder.parseInnerQueryBuilder(parser),
        field("filter"));
    BODY.declareBoolean(
        (draft, value) -> draft.expandNestedDocs = value, field("expand_nested_docs"));
    BODY.declareBoolean((draft, value) -> draft.ignoreUnmapped = value, field("ignore_unmapped"));
    BODY.declareFloat((draft, value) -> draft.boost = value, AbstractQueryBuilder.BOOST_FIELD);
    BODY.declareString((draft, value) -> draft.name = value, AbstractQueryBuilder.NAME_FIELD);
  }

  private QueryParser() {}

  private static ParseField field(String name) {
    return new ParseField(name);
  }

  private static float[] floats(List<Float> list) {
    float[] floats = new float[list.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = list.get(i);
    }
    return floats;
  }

  /** An object with a factor or none, {@code true} or {@code false}. */
  private static Rescore rescore(XContentParser parser, Void nothing) throws IOException {
    if (parser.currentToken() == XContentParser.Token.VALUE_BOOLEAN) {
      Rescore rescore = new Rescore();
      rescore.wanted = parser.booleanValue();
      return rescore;
    }
    return RESCORE.parse(parser, null);
  }

  /** Reads one query; the parser stands at its first brace. */
  static DiskAnnQueryBuilder parse(XContentParser parser) throws IOException {
    if (parser.nextToken() != XContentParser.Token.FIELD_NAME) {
      throw new ParsingException(
          parser.getTokenLocation(), "a [diskann] query needs the name of a field");
    }
    String fieldName = parser.currentName();
    if (parser.nextToken() != XContentParser.Token.START_OBJECT) {
      throw new ParsingException(
          parser.getTokenLocation(),
          "a [diskann] query needs an object with a vector for field [" + fieldName + "]");
    }
    Draft draft = BODY.parse(parser, null);
    if (parser.nextToken() != XContentParser.Token.END_OBJECT) {
      throw new ParsingException(
          parser.getTokenLocation(),
          "a [diskann] query takes one field; found ["
              + fieldName
              + "] and ["
              + parser.currentName()
              + "]");
    }
    return draft.query(fieldName);
  }

  /** How hits are to be scored again. */
  private static final class Rescore {
    boolean wanted = true;
    Float oversampleFactor; // null = as the field says
  }

  /** A query being read. */
  private static final class Draft {
    float[] vector;
    Integer k;
    Float minScore;
    Float maxDistance;
    Integer efSearch;
    Rescore rescore = new Rescore();
    QueryBuilder filter;
    boolean expandNestedDocs;
    boolean ignoreUnmapped;
    float boost = AbstractQueryBuilder.DEFAULT_BOOST;
    String name;

    DiskAnnQueryBuilder query(String fieldName) {
      NeighborSearch search =
          new NeighborSearch(
              vector,
              k,
              minScore,
              maxDistance,
              efSearch,
              rescore.oversampleFactor,
              rescore.wanted,
              expandNestedDocs,
              ignoreUnmapped);
      return new DiskAnnQueryBuilder(fieldName, search, filter).boost(boost).queryName(name);
    }
  }
}

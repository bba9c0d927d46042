package org.lucenediskann.opensearch.query;

import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.lucenediskann.opensearch.mapping.DiskAnnFieldType;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.core.xcontent.XContentParser;
import org.opensearch.index.mapper.MappedFieldType;
import org.opensearch.index.query.AbstractQueryBuilder;
import org.opensearch.index.query.QueryBuilder;
import org.opensearch.index.query.QueryBuilderVisitor;
import org.opensearch.index.query.QueryRewriteContext;
import org.opensearch.index.query.QueryShardContext;

/**
 * The documents nearest to a vector, or those within a distance of it, in the words of k-NN's
 * query:
 *
 * <pre>{@code
 * {"diskann": {"v": {"vector": [0.1, 0.2], "k": 10, "filter": {"term": {"tag": 4}},
 *                    "method_parameters": {"ef_search": 200}}}}
 * }</pre>
 */
public final class DiskAnnQueryBuilder extends AbstractQueryBuilder<DiskAnnQueryBuilder> {

  /** The query's name. */
  public static final String NAME = "diskann";

  /** The name under which it may stand in for k-NN's. */
  public static final String KNN_NAME = "knn";

  private final String fieldName;
  private final NeighborSearch search;
  private final QueryBuilder filter; // null = every document

  DiskAnnQueryBuilder(String fieldName, NeighborSearch search, QueryBuilder filter) {
    this.fieldName = fieldName;
    this.search = search;
    this.filter = filter;
  }

  /** Reads what {@link #doWriteTo} of another node wrote. */
  public DiskAnnQueryBuilder(StreamInput in) throws IOException {
    super(in);
    fieldName = in.readString();
    search = NeighborSearch.read(in);
    filter = in.readOptionalNamedWriteable(QueryBuilder.class);
  }

  /** Reads the JSON of one query. */
  public static DiskAnnQueryBuilder fromXContent(XContentParser parser) throws IOException {
    return QueryParser.parse(parser);
  }

  @Override
  protected void doWriteTo(StreamOutput out) throws IOException {
    out.writeString(fieldName);
    search.writeTo(out);
    out.writeOptionalNamedWriteable(filter);
  }

  @Override
  protected void doXContent(XContentBuilder builder, Params params) throws IOException {
    builder.startObject(NAME).startObject(fieldName);
    search.toXContent(builder);
    if (filter != null) {
      builder.field("filter", filter);
    }
    printBoostAndQueryName(builder);
    builder.endObject().endObject();
  }

  @Override
  protected QueryBuilder doRewrite(QueryRewriteContext context) throws IOException {
    QueryBuilder rewritten = filter == null ? null : filter.rewrite(context);
    return Objects.equals(rewritten, filter)
        ? this
        : new DiskAnnQueryBuilder(fieldName, search, rewritten).boost(boost).queryName(queryName);
  }

  @Override
  public void visit(QueryBuilderVisitor visitor) {
    visitor.accept(this);
    if (filter != null) {
      filter.visit(visitor.getChildVisitor(BooleanClause.Occur.FILTER));
    }
  }

  @Override
  protected Query doToQuery(QueryShardContext context) throws IOException {
    MappedFieldType mapped = context.fieldMapper(fieldName);
    if (mapped == null && search.ignoreUnmapped()) {
      return new MatchNoDocsQuery("field [" + fieldName + "] is not mapped");
    }
    if (!(mapped instanceof DiskAnnFieldType type)) {
      throw new IllegalArgumentException(
          "field ["
              + fieldName
              + "] is not of type [diskann_vector], but "
              + (mapped == null ? "not mapped" : "[" + mapped.typeName() + "]"));
    }
    type.check("the query vector", search.vector());
    Nesting nesting = Nesting.of(type.name(), context);
    return VectorQueries.of(
        type, search, nesting.filter(filter, context), context.getParentFilter());
  }

  @Override
  protected boolean doEquals(DiskAnnQueryBuilder that) {
    return fieldName.equals(that.fieldName)
        && search.equals(that.search)
        && Objects.equals(filter, that.filter);
  }

  @Override
  protected int doHashCode() {
    return Objects.hash(fieldName, search, filter);
  }

  @Override
  public String getWriteableName() {
    return NAME;
  }
}

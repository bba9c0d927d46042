package org.lucenediskann.opensearch.query;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.join.ToChildBlockJoinQuery;
import org.opensearch.common.lucene.search.Queries;
import org.opensearch.index.mapper.ObjectMapper;
import org.opensearch.index.query.QueryBuilder;
import org.opensearch.index.query.QueryShardContext;
import org.opensearch.index.query.support.NestedScope;
import org.opensearch.index.search.NestedHelper;
import org.opensearch.index.search.OpenSearchToParentBlockJoinQuery;

/**
 * Where a field is: at the root of documents, or in nested ones.
 *
 * @param path of the nested object; null = root
 */
record Nesting(String path) {

  /**
   * Finds where a field is.
   *
   * @throws IllegalArgumentException if the query is not in a nested query for that place
   */
  static Nesting of(String field, QueryShardContext context) {
    Nesting nesting = new Nesting(path(field, context));
    ObjectMapper scope = context.nestedScope().getObjectMapper();
    String scopePath = scope == null ? null : scope.fullPath();
    if (!Objects.equals(nesting.path, scopePath)) {
      throw new IllegalArgumentException(
          "field ["
              + field
              + "] is "
              + place(nesting.path)
              + ", but the [diskann] query is "
              + place(scopePath));
    }
    return nesting;
  }

  private static String place(String path) {
    return path == null ? "outside of nested documents" : "in nested documents of [" + path + "]";
  }

  /** The innermost nested object that a field is in; null = none. */
  private static String path(String field, QueryShardContext context) {
    for (int dot = field.lastIndexOf('.'); dot > 0; dot = field.lastIndexOf('.', dot - 1)) {
      ObjectMapper object = context.getObjectMapper(field.substring(0, dot));
      if (object != null && object.nested().isNested()) {
        return object.fullPath();
      }
    }
    return null;
  }

  /**
   * The documents that may be hits. A filter speaks of root documents, wherever the vectors are.
   *
   * @return null = all
   */
  Query filter(QueryBuilder filter, QueryShardContext context) throws IOException {
    if (filter == null) {
      return null;
    }
    Query query = atRoot(filter, context);
    return path == null ? query : toChildren(query, context);
  }

  private static Query atRoot(QueryBuilder filter, QueryShardContext context) throws IOException {
    NestedScope scope = context.nestedScope();
    Deque<ObjectMapper> levels = new ArrayDeque<>();
    while (scope.getObjectMapper() != null) {
      levels.push(scope.previousLevel());
    }
    try {
      return filter.toQuery(context);
    } finally {
      levels.forEach(scope::nextLevel);
    }
  }

  private static Query toChildren(Query query, QueryShardContext context) {
    if (query instanceof OpenSearchToParentBlockJoinQuery join && join.getPath() == null) {
      return join.getChildQuery(); // speaks of the nested documents themselves
    }
    Query roots = Queries.newNonNestedFilter();
    boolean rootsOnly = !new NestedHelper(context.getMapperService()).mightMatchNestedDocs(query);
    return new ToChildBlockJoinQuery(
        rootsOnly ? query : Queries.filtered(query, roots), context.bitsetFilter(roots));
  }
}

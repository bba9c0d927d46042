package org.lucenediskann.opensearch.mapping;

import java.util.Map;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.Query;
import org.lucenediskann.codec.DiskAnnParameters;
import org.opensearch.index.mapper.ArraySourceValueFetcher;
import org.opensearch.index.mapper.MappedFieldType;
import org.opensearch.index.mapper.TextSearchInfo;
import org.opensearch.index.mapper.ValueFetcher;
import org.opensearch.index.query.QueryShardContext;
import org.opensearch.index.query.QueryShardException;
import org.opensearch.search.lookup.SearchLookup;

/** A vector field of a mapping: what queries and the codec need to know of it. */
public final class DiskAnnFieldType extends MappedFieldType {

  private final String typeName;
  private final int dimension;
  private final SpaceType spaceType;
  private final DataType dataType;
  private final DiskAnnParameters parameters;

  DiskAnnFieldType(
      String name,
      String typeName,
      int dimension,
      SpaceType spaceType,
      DataType dataType,
      DiskAnnParameters parameters,
      Map<String, String> meta) {
    super(name, true, false, false, TextSearchInfo.NONE, meta);
    this.typeName = typeName;
    this.dimension = dimension;
    this.spaceType = spaceType;
    this.dataType = dataType;
    this.parameters = parameters;
  }

  /** Number of components of each vector. */
  public int dimension() {
    return dimension;
  }

  /** How vectors are compared. */
  public SpaceType spaceType() {
    return spaceType;
  }

  /** What the components are. */
  public DataType dataType() {
    return dataType;
  }

  /** How graphs are built. */
  public DiskAnnParameters parameters() {
    return parameters;
  }

  /**
   * Checks a vector that is to be indexed or searched for.
   *
   * @param what names it in messages
   * @throws IllegalArgumentException if this field can hold none like it
   */
  public void check(String what, float[] vector) {
    if (vector.length != dimension) {
      throw new IllegalArgumentException(
          what
              + " has dimension "
              + vector.length
              + ", but field ["
              + name()
              + "] has dimension "
              + dimension);
    }
    for (float component : vector) {
      dataType.check(what, component);
    }
    spaceType.checkDirection(what, vector);
  }

  @Override
  public String typeName() {
    return typeName;
  }

  @Override
  public ValueFetcher valueFetcher(
      QueryShardContext context, SearchLookup searchLookup, String format) {
    if (format != null) {
      throw new IllegalArgumentException(
          "field [" + name() + "] of type [" + typeName + "] has no formats; format=" + format);
    }
    return new ArraySourceValueFetcher(name(), context) {
      @Override
      protected Object parseSourceValue(Object value) {
        return value;
      }
    };
  }

  @Override
  public Query existsQuery(QueryShardContext context) {
    return new FieldExistsQuery(name());
  }

  @Override
  public Query termQuery(Object value, QueryShardContext context) {
    throw new QueryShardException(
        context,
        "field [" + name() + "] of type [" + typeName + "] is searched by a [diskann] query only");
  }
}

package org.lucenediskann.opensearch.query;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DoubleValues;
import org.apache.lucene.search.DoubleValuesSource;
import org.apache.lucene.search.IndexSearcher;
import org.lucenediskann.opensearch.mapping.DataType;

/** The score of every document's vector against one. */
final class ExactScores extends DoubleValuesSource {

  private final String field;
  private final float[] vector;
  private final DataType dataType;

  ExactScores(String field, float[] vector, DataType dataType) {
    this.field = field;
    this.vector = vector;
    this.dataType = dataType;
  }

  @Override
  public DoubleValues getValues(LeafReaderContext context, DoubleValues scores) throws IOException {
    return switch (dataType) {
      case FLOAT -> similarityToQueryVector(context, vector, field);
      case BYTE -> similarityToQueryVector(context, DataType.bytes(vector), field);
    };
  }

  @Override
  public boolean needsScores() {
    return false;
  }

  @Override
  public DoubleValuesSource rewrite(IndexSearcher searcher) {
    return this;
  }

  @Override
  public boolean isCacheable(LeafReaderContext context) {
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExactScores that
        && field.equals(that.field)
        && Arrays.equals(vector, that.vector)
        && dataType == that.dataType;
  }

  @Override
  public int hashCode() {
    return Objects.hash(field, Arrays.hashCode(vector), dataType);
  }

  @Override
  public String toString() {
    return "ExactScores(" + field + ")";
  }
}

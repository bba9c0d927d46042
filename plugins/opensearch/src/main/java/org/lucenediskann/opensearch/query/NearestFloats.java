package org.lucenediskann.opensearch.query;

import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;

/** The nearest documents of a shard, found with a search list longer than the hits wanted. */
final class NearestFloats extends KnnFloatVectorQuery {

  private final int hits;

  NearestFloats(String field, float[] target, int hits, int listSize, Query filter) {
    super(field, target, listSize, filter);
    this.hits = hits;
  }

  @Override
  protected TopDocs mergeLeafResults(TopDocs[] perLeafResults) {
    return TopDocs.merge(hits, perLeafResults);
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other) && hits == ((NearestFloats) other).hits;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + hits;
  }
}

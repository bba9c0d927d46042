package org.lucenediskann.opensearch.query;

import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;

/** The nearest documents of a shard, found with a search list longer than the hits wanted. */
final class NearestBytes extends KnnByteVectorQuery {

  private final int hits;

  NearestBytes(String field, byte[] target, int hits, int listSize, Query filter) {
    super(field, target, listSize, filter);
    this.hits = hits;
  }

  @Override
  protected TopDocs mergeLeafResults(TopDocs[] perLeafResults) {
    return TopDocs.merge(hits, perLeafResults);
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other) && hits == ((NearestBytes) other).hits;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + hits;
  }
}

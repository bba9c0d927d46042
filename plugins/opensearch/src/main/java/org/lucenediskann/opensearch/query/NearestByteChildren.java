package org.lucenediskann.opensearch.query;

import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.search.join.DiversifyingChildrenByteKnnVectorQuery;

/** The nearest nested document of each of the nearest parents, found with a longer search list. */
final class NearestByteChildren extends DiversifyingChildrenByteKnnVectorQuery {

  private final int hits;

  NearestByteChildren(
      String field, byte[] target, int hits, int listSize, Query filter, BitSetProducer parents) {
    super(field, target, filter, listSize, parents);
    this.hits = hits;
  }

  @Override
  protected TopDocs mergeLeafResults(TopDocs[] perLeafResults) {
    return TopDocs.merge(hits, perLeafResults);
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other) && hits == ((NearestByteChildren) other).hits;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + hits;
  }
}

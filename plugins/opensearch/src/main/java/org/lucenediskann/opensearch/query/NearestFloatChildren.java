package org.lucenediskann.opensearch.query;

import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.search.join.DiversifyingChildrenFloatKnnVectorQuery;

/** The nearest nested document of each of the nearest parents, found with a longer search list. */
final class NearestFloatChildren extends DiversifyingChildrenFloatKnnVectorQuery {

  private final int hits;

  NearestFloatChildren(
      String field, float[] target, int hits, int listSize, Query filter, BitSetProducer parents) {
    super(field, target, filter, listSize, parents);
    this.hits = hits;
  }

  @Override
  protected TopDocs mergeLeafResults(TopDocs[] perLeafResults) {
    return TopDocs.merge(hits, perLeafResults);
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other) && hits == ((NearestFloatChildren) other).hits;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + hits;
  }
}

package org.lucenediskann.codec.search;

import java.io.IOException;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FilteredDocIdSetIterator;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.hnsw.HasKnnVectorValues;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/** The ordinals that may be hits, in increasing order. */
final class AcceptedOrds {

  private AcceptedOrds() {}

  /** Iterates over ordinals; takes the filter's own iterator where that skips most ordinals. */
  static DocIdSetIterator of(RandomVectorScorer scorer, AcceptDocs acceptDocs) throws IOException {
    Bits docs = acceptDocs.bits();
    Bits ords = scorer.getAcceptOrds(docs);
    int size = scorer.maxOrd();
    if (ords == null) {
      return DocIdSetIterator.all(size);
    }
    if (ords instanceof BitSet set) {
      return new BitSetIterator(set, set.approximateCardinality());
    }
    if (docs instanceof BitSet && scorer instanceof HasKnnVectorValues source) {
      return new OrdsOfDocs(acceptDocs.iterator(), source.values().copy().iterator());
    }
    return new FilteredDocIdSetIterator(DocIdSetIterator.all(size)) {
      @Override
      protected boolean match(int ord) {
        return ords.get(ord);
      }
    };
  }

  /** The ordinals of those accepted documents that have a vector. */
  private static final class OrdsOfDocs extends DocIdSetIterator {

    private final DocIdSetIterator docs;
    private final KnnVectorValues.DocIndexIterator vectors;
    private int ord = -1;

    OrdsOfDocs(DocIdSetIterator docs, KnnVectorValues.DocIndexIterator vectors) {
      this.docs = docs;
      this.vectors = vectors;
    }

    @Override
    public int docID() {
      return ord;
    }

    @Override
    public int nextDoc() throws IOException {
      int doc = docs.nextDoc();
      while (doc != NO_MORE_DOCS) {
        int vectorDoc = vectors.docID() < doc ? vectors.advance(doc) : vectors.docID();
        if (vectorDoc == doc) {
          return ord = vectors.index();
        }
        doc = vectorDoc == NO_MORE_DOCS ? NO_MORE_DOCS : docs.advance(vectorDoc);
      }
      return ord = NO_MORE_DOCS;
    }

    @Override
    public int advance(int target) throws IOException {
      return slowAdvance(target);
    }

    @Override
    public long cost() {
      return docs.cost();
    }
  }
}

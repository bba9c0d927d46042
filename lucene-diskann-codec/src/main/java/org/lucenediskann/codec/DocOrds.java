package org.lucenediskann.codec;

import java.io.IOException;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/**
 * Document → ordinal of its vector, for a field that some documents may lack.
 *
 * @param documents those with a vector; null = all
 * @param before vectors before each word of {@code documents}
 */
record DocOrds(FixedBitSet documents, int[] before) {

  static DocOrds of(KnnVectorValues values, int maxDoc) throws IOException {
    if (values.size() == maxDoc) {
      return new DocOrds(null, null);
    }
    FixedBitSet documents = new FixedBitSet(maxDoc);
    KnnVectorValues.DocIndexIterator iterator = values.iterator();
    for (int doc = iterator.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = iterator.nextDoc()) {
      documents.set(doc);
    }
    long[] words = documents.getBits();
    int[] before = new int[words.length];
    for (int word = 1; word < words.length; word++) {
      before[word] = before[word - 1] + Long.bitCount(words[word - 1]);
    }
    return new DocOrds(documents, before);
  }

  /** The ordinal of a document's vector. */
  int ord(int doc) {
    if (documents == null) {
      return doc;
    }
    if (!documents.get(doc)) {
      throw new IllegalStateException("document " + doc + " has no vector in the merged segment");
    }
    int word = doc >> 6;
    long lower = documents.getBits()[word] & ((1L << doc) - 1);
    return before[word] + Long.bitCount(lower);
  }
}

package org.lucenediskann.codec.tool;

import java.io.IOException;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.VectorScorer;

/** The vectors of one field, whatever their elements; for one thread. */
sealed interface StoredVectors permits StoredFloats, StoredBytes {

  /** Which document has which ordinal. */
  KnnVectorValues values();

  /** A hash of 64 bits, equal for equal vectors. */
  long hash(int ord) throws IOException;

  /** Whether every element is a number. */
  boolean isFinite(int ord) throws IOException;

  /** Scores all vectors against one of them. */
  VectorScorer scorer(int ord) throws IOException;

  /** Searches for what is near one of them. */
  void search(int ord, KnnCollector collector, AcceptDocs accepted) throws IOException;
}

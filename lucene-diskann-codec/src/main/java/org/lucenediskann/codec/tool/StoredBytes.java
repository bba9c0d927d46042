package org.lucenediskann.codec.tool;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.VectorScorer;

/** Byte vectors. */
final class StoredBytes implements StoredVectors {

  private final String field;
  private final KnnVectorsReader reader;
  private final ByteVectorValues values;

  StoredBytes(String field, KnnVectorsReader reader) throws IOException {
    this.field = field;
    this.reader = reader;
    this.values = reader.getByteVectorValues(field);
  }

  @Override
  public KnnVectorValues values() {
    return values;
  }

  @Override
  public long hash(int ord) throws IOException {
    long hash = 0;
    for (byte element : values.vectorValue(ord)) {
      hash = VectorHash.add(hash, element);
    }
    return hash;
  }

  @Override
  public boolean isFinite(int ord) {
    return true;
  }

  @Override
  public VectorScorer scorer(int ord) throws IOException {
    return values.scorer(values.vectorValue(ord).clone());
  }

  @Override
  public void search(int ord, KnnCollector collector, AcceptDocs accepted) throws IOException {
    reader.search(field, values.vectorValue(ord).clone(), collector, accepted);
  }
}

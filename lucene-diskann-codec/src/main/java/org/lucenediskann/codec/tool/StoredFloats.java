package org.lucenediskann.codec.tool;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.VectorScorer;

/** Float vectors. */
final class StoredFloats implements StoredVectors {

  private final String field;
  private final KnnVectorsReader reader;
  private final FloatVectorValues values;

  StoredFloats(String field, KnnVectorsReader reader) throws IOException {
    this.field = field;
    this.reader = reader;
    this.values = reader.getFloatVectorValues(field);
  }

  @Override
  public KnnVectorValues values() {
    return values;
  }

  @Override
  public long hash(int ord) throws IOException {
    long hash = 0;
    for (float element : values.vectorValue(ord)) {
      hash = VectorHash.add(hash, Float.floatToIntBits(element + 0f)); // -0 equals 0
    }
    return hash;
  }

  @Override
  public boolean isFinite(int ord) throws IOException {
    for (float element : values.vectorValue(ord)) {
      if (!Float.isFinite(element)) {
        return false;
      }
    }
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

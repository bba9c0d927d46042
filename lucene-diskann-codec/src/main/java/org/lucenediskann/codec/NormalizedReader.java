package org.lucenediskann.codec;

import java.io.IOException;
import java.util.Map;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.VectorUtil;

/** Float vectors of another reader at length 1; nothing else can be asked of it. */
final class NormalizedReader extends KnnVectorsReader {

  private final KnnVectorsReader reader;

  NormalizedReader(KnnVectorsReader reader) {
    this.reader = reader;
  }

  @Override
  public FloatVectorValues getFloatVectorValues(String field) throws IOException {
    return new Normalized(reader.getFloatVectorValues(field));
  }

  private static final class Normalized extends FloatVectorValues {

    private final FloatVectorValues values;
    private final float[] vector;

    Normalized(FloatVectorValues values) {
      this.values = values;
      this.vector = new float[values.dimension()];
    }

    @Override
    public float[] vectorValue(int ord) throws IOException {
      System.arraycopy(values.vectorValue(ord), 0, vector, 0, vector.length);
      return VectorUtil.l2normalize(vector, false);
    }

    @Override
    public int dimension() {
      return values.dimension();
    }

    @Override
    public int size() {
      return values.size();
    }

    @Override
    public int ordToDoc(int ord) {
      return values.ordToDoc(ord);
    }

    @Override
    public DocIndexIterator iterator() {
      return values.iterator();
    }

    @Override
    public FloatVectorValues copy() throws IOException {
      return new Normalized(values.copy());
    }
  }

  @Override
  public ByteVectorValues getByteVectorValues(String field) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void search(String field, float[] target, KnnCollector collector, AcceptDocs accepted) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void search(String field, byte[] target, KnnCollector collector, AcceptDocs accepted) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void checkIntegrity() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, Long> getOffHeapByteSize(FieldInfo field) {
    throw new UnsupportedOperationException();
  }

  /** The reader belongs to the merge. */
  @Override
  public void close() {}
}

package org.lucenediskann.codec;

import java.io.IOException;
import org.apache.lucene.codecs.KnnFieldVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatFieldVectorsWriter;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.DocsWithFieldSet;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.util.RamUsageEstimator;
import org.lucenediskann.codec.graph.VectorRows;

/**
 * One field's vectors between {@code addDocument} and flush. Adding checks and copies; nothing else
 * happens until the flush.
 *
 * @param <T> {@code float[]} or {@code byte[]}
 */
final class FieldBuffer<T> extends KnnFieldVectorsWriter<T> {

  private static final long SHALLOW_BYTES =
      RamUsageEstimator.shallowSizeOfInstance(FieldBuffer.class);

  private final FieldInfo field;
  private final FlatFieldVectorsWriter<T> vectors;
  private int lastDoc = -1;

  FieldBuffer(FieldInfo field, FlatFieldVectorsWriter<T> vectors) {
    this.field = field;
    this.vectors = vectors;
  }

  FieldInfo field() {
    return field;
  }

  int size() {
    return vectors.getVectors().size();
  }

  DocsWithFieldSet docsWithField() {
    return vectors.getDocsWithFieldSet();
  }

  /**
   * Copies a vector.
   *
   * @throws IllegalArgumentException if the document has one already, or the vector has the wrong
   *     number of dimensions or an element that is not finite. Only this document is lost then.
   */
  @Override
  public void addValue(int doc, T vector) throws IOException {
    if (doc == lastDoc) {
      throw new IllegalArgumentException(
          "VectorValuesField \""
              + field.name
              + "\" appears more than once in this document (only one value is allowed per field)");
    }
    check(doc, vector);
    vectors.addValue(doc, vector);
    lastDoc = doc;
  }

  private void check(int doc, T vector) {
    if (vector instanceof float[] floats) {
      checkDimension(doc, floats.length);
      checkFinite(doc, floats);
    } else if (vector instanceof byte[] bytes) {
      checkDimension(doc, bytes.length);
    }
  }

  private void checkDimension(int doc, int length) {
    if (length != field.getVectorDimension()) {
      throw new IllegalArgumentException(
          "field \""
              + field.name
              + "\", document "
              + doc
              + ": vector has "
              + length
              + " dimensions, not "
              + field.getVectorDimension());
    }
  }

  private void checkFinite(int doc, float[] vector) {
    for (int i = 0; i < vector.length; i++) {
      if (!Float.isFinite(vector[i])) {
        throw new IllegalArgumentException(
            "field \"" + field.name + "\", document " + doc + ": vector[" + i + "]=" + vector[i]);
      }
    }
  }

  /** The buffered vectors as they came, in order of their old ordinals. */
  VectorRows rows() throws IOException {
    VectorEncoding encoding = field.getVectorEncoding();
    var values = vectors.asKnnVectorValues(encoding, field.getVectorDimension());
    return switch (encoding) {
      case FLOAT32 -> new FloatRows((FloatVectorValues) values);
      case BYTE -> new ByteRows((ByteVectorValues) values);
      default -> throw new IllegalStateException("unsupported vector encoding " + encoding);
    };
  }

  @Override
  public T copyValue(T vector) {
    throw new UnsupportedOperationException("the flat writer copies");
  }

  @Override
  public long ramBytesUsed() {
    return SHALLOW_BYTES + vectors.ramBytesUsed();
  }
}

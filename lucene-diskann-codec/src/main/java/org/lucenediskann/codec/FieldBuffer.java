package org.lucenediskann.codec;

import java.util.List;
import org.apache.lucene.codecs.hnsw.FlatFieldVectorsWriter;
import org.apache.lucene.index.DocsWithFieldSet;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.util.RamUsageEstimator;
import org.lucenediskann.codec.graph.VectorRows;

/**
 * One field's vectors between {@code addDocument} and flush. Adding checks and copies; nothing else
 * happens until the flush, when the flat writer and then the build read from here.
 *
 * @param <T> {@code float[]} or {@code byte[]}
 */
final class FieldBuffer<T> extends FlatFieldVectorsWriter<T> {

  private static final long SHALLOW_BYTES =
      RamUsageEstimator.shallowSizeOfInstance(FieldBuffer.class);

  private final FieldInfo field;
  private final VectorChunks<T> vectors;
  private final DocsWithFieldSet docs = new DocsWithFieldSet();
  private int lastDoc = -1;
  private boolean finished;

  private FieldBuffer(FieldInfo field) {
    this.field = field;
    this.vectors = new VectorChunks<>(field.getVectorEncoding(), field.getVectorDimension());
  }

  /** An empty buffer of the type that the field's encoding calls for. */
  static FieldBuffer<?> of(FieldInfo field) {
    return switch (field.getVectorEncoding()) {
      case FLOAT32 -> new FieldBuffer<float[]>(field);
      case BYTE -> new FieldBuffer<byte[]>(field);
      default ->
          throw new IllegalStateException(
              "unsupported vector encoding " + field.getVectorEncoding());
    };
  }

  FieldInfo field() {
    return field;
  }

  int size() {
    return vectors.size();
  }

  /** The vectors as they came; each element is copied when it is asked for. */
  @Override
  public List<T> getVectors() {
    return vectors.asList();
  }

  @Override
  public DocsWithFieldSet getDocsWithFieldSet() {
    return docs;
  }

  /**
   * Copies a vector.
   *
   * @throws IllegalArgumentException if the document has one already, or the vector has the wrong
   *     number of dimensions or an element that is not finite. Only this document is lost then.
   */
  @Override
  public void addValue(int doc, T vector) {
    if (finished) {
      throw new IllegalStateException("already finished");
    }
    if (doc == lastDoc) {
      throw new IllegalArgumentException(
          "VectorValuesField \""
              + field.name
              + "\" appears more than once in this document (only one value is allowed per field)");
    }
    check(doc, vector);
    docs.add(doc);
    vectors.add(vector);
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
  VectorRows rows() {
    return vectors.rows();
  }

  @Override
  public T copyValue(T vector) {
    throw new UnsupportedOperationException("addValue copies");
  }

  @Override
  public void finish() {
    finished = true;
  }

  @Override
  public boolean isFinished() {
    return finished;
  }

  /** The heap that this takes, but for the field's description, which is Lucene's. */
  @Override
  public long ramBytesUsed() {
    return SHALLOW_BYTES + vectors.ramBytesUsed() + docs.ramBytesUsed();
  }
}

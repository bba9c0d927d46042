package org.lucenediskann.benchmarks.index;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.lucenediskann.benchmarks.data.Vectors;

/** One document, refilled for every row: a vector and the row's number. Not thread-safe. */
public final class RowDocument {
  public static final String VECTOR = "vector";
  public static final String ROW = "row";

  private final Vectors vectors;
  private final float[] floats;
  private final byte[] bytes; // null when floats are indexed
  private final NumericDocValuesField rowField = new NumericDocValuesField(ROW, 0);
  private final Document document = new Document();

  public RowDocument(Vectors vectors, VectorSimilarityFunction similarity, boolean asBytes) {
    this.vectors = vectors;
    this.floats = new float[vectors.dimension()];
    this.bytes = asBytes ? new byte[vectors.dimension()] : null;
    document.add(rowField);
    document.add(
        asBytes
            ? new KnnByteVectorField(VECTOR, bytes, similarity)
            : new KnnFloatVectorField(VECTOR, floats, similarity));
  }

  /** The document of row {@code row}, good until the next call. */
  public Document fill(int row) {
    rowField.setLongValue(row);
    vectors.read(row, floats);
    if (bytes != null) {
      toBytes(floats, bytes);
    }
    return document;
  }

  /** Casts integral floats in −128..127 to bytes. */
  public static void toBytes(float[] from, byte[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = (byte) from[i];
    }
  }
}

package org.lucenediskann.benchmarks.index;

import java.util.Arrays;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.Vectors;

/** One document, refilled for every row: a vector and the row's number. Not thread-safe. */
public final class RowDocument {
  public static final String VECTOR = "vector";
  public static final String ROW = "row";

  private final Vectors vectors;
  private final float[] floats;
  private final NumericDocValuesField rowField = new NumericDocValuesField(ROW, 0);
  private final KnnFloatVectorField floatField; // null when bytes are indexed
  private final KnnByteVectorField byteField; // null when floats are indexed
  private final Document document = new Document();

  public RowDocument(Vectors vectors, VectorSimilarityFunction similarity, boolean asBytes) {
    this.vectors = vectors;
    this.floats = new float[vectors.dimension()];
    Arrays.fill(floats, 1); // a field cannot be made with a zero vector
    document.add(rowField);
    if (asBytes) {
      floatField = null;
      byteField = new KnnByteVectorField(VECTOR, toBytes(floats), similarity);
      document.add(byteField);
    } else {
      floatField = new KnnFloatVectorField(VECTOR, floats, similarity);
      byteField = null;
      document.add(floatField);
    }
  }

  /**
   * The document of row {@code row}, good until the next call.
   *
   * @throws DataException if Lucene does not take the vector, as it is zero or not finite
   */
  public Document fill(int row) {
    rowField.setLongValue(row);
    vectors.read(row, floats);
    try {
      if (byteField != null) {
        byteField.setVectorValue(toBytes(floats));
      } else {
        floatField.setVectorValue(floats);
      }
    } catch (IllegalArgumentException e) {
      throw new DataException("row " + row + ": " + e.getMessage(), e);
    }
    return document;
  }

  /** Casts integral floats in −128..127 to bytes. */
  public static byte[] toBytes(float[] floats) {
    byte[] bytes = new byte[floats.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) floats[i];
    }
    return bytes;
  }
}

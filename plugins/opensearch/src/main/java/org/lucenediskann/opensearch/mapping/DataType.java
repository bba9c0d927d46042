package org.lucenediskann.opensearch.mapping;

import java.util.Locale;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.VectorSimilarityFunction;

/** What the components of a vector are. */
public enum DataType {
  /** Four bytes each, finite. */
  FLOAT {
    @Override
    void check(String what, float component) {
      if (!Float.isFinite(component)) {
        throw new IllegalArgumentException(
            what + " must consist of finite numbers; found " + component);
      }
    }

    @Override
    Field field(String name, float[] vector, VectorSimilarityFunction similarity) {
      return new KnnFloatVectorField(name, vector, similarity);
    }
  },

  /** One byte each, whole numbers from -128 to 127. */
  BYTE {
    @Override
    void check(String what, float component) {
      if (component != (byte) component) {
        throw new IllegalArgumentException(
            what
                + " must consist of whole numbers in [-128, 127], as its data_type is byte; found "
                + component);
      }
    }

    @Override
    Field field(String name, float[] vector, VectorSimilarityFunction similarity) {
      return new KnnByteVectorField(name, bytes(vector), similarity);
    }
  };

  /**
   * The type of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static DataType of(String name) {
    return switch (name) {
      case "float" -> FLOAT;
      case "byte" -> BYTE;
      default ->
          throw new IllegalArgumentException(
              "data_type must be one of [float, byte]; data_type=" + name);
    };
  }

  /** Its name in a mapping. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The components of a checked vector of {@link #BYTE}. */
  public static byte[] bytes(float[] vector) {
    byte[] bytes = new byte[vector.length];
    for (int i = 0; i < vector.length; i++) {
      bytes[i] = (byte) vector[i];
    }
    return bytes;
  }

  /**
   * Checks one component.
   *
   * @param what names the vector in the message
   * @throws IllegalArgumentException if it is none of this type
   */
  abstract void check(String what, float component);

  /** What Lucene indexes of a checked vector. */
  abstract Field field(String name, float[] vector, VectorSimilarityFunction similarity);
}

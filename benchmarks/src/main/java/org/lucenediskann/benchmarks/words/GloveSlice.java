package org.lucenediskann.benchmarks.words;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The shipped word vectors as files: {@code words.txt}, one word a line, most frequent first;
 * {@code vectors.i8}, a row of signed bytes per word; {@code scale.txt}, what a byte is multiplied
 * by.
 */
final class GloveSlice {
  static final String WORDS = "words.txt";
  static final String VECTORS = "vectors.i8";
  static final String SCALE = "scale.txt";
  static final int DIMENSION = 100;

  private GloveSlice() {}

  /** Writes a slice; the greatest absolute value becomes 127. */
  static void write(Path dir, List<String> words, List<float[]> vectors) throws IOException {
    float scale = greatest(vectors) / Byte.MAX_VALUE;
    byte[] bytes = new byte[vectors.size() * DIMENSION];
    for (int row = 0; row < vectors.size(); row++) {
      for (int i = 0; i < DIMENSION; i++) {
        bytes[row * DIMENSION + i] = (byte) Math.round(vectors.get(row)[i] / scale);
      }
    }
    Files.createDirectories(dir);
    Files.writeString(dir.resolve(WORDS), String.join("\n", words) + "\n");
    Files.write(dir.resolve(VECTORS), bytes);
    Files.writeString(dir.resolve(SCALE), scale + "\n");
  }

  private static float greatest(List<float[]> vectors) {
    float greatest = 0;
    for (float[] vector : vectors) {
      for (float value : vector) {
        greatest = Math.max(greatest, Math.abs(value));
      }
    }
    return greatest;
  }

  /** Unpacks {@code vectors.i8}; one row per {@link #DIMENSION} bytes. */
  static float[][] unpack(byte[] bytes, float scale) {
    float[][] rows = new float[bytes.length / DIMENSION][DIMENSION];
    for (int i = 0; i < rows.length * DIMENSION; i++) {
      rows[i / DIMENSION][i % DIMENSION] = bytes[i] * scale;
    }
    return rows;
  }

  /** The lines of {@code words.txt}. */
  static List<String> words(byte[] text) {
    return new String(text, StandardCharsets.UTF_8).lines().toList();
  }
}

package org.lucenediskann.benchmarks.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads int32 (little-endian) columns and tables. */
final class IntFile {
  private IntFile() {}

  /** A column of exactly {@code count} ints. */
  static int[] readColumn(Path file, int count) throws IOException {
    int[] all = readAll(file);
    if (all.length != count) {
      throw new DataException(file + " holds " + all.length + " ints, expected " + count);
    }
    return all;
  }

  /** A table of {@code rows} rows without headers; the width follows from the length. */
  static int[][] readTable(Path file, int rows) throws IOException {
    int[] all = readAll(file);
    if (all.length == 0 || all.length % rows != 0) {
      throw new DataException(
          file + " is truncated: " + all.length + " ints for " + rows + " queries");
    }
    return split(all, 0, all.length / rows);
  }

  /** An {@code .ivecs} table: every row begins with its width. */
  static int[][] readVecs(Path file) throws IOException {
    int[] all = readAll(file);
    if (all.length == 0 || all[0] < 1 || all.length % (all[0] + 1) != 0) {
      throw new DataException(file + " is truncated: its ints are not whole rows");
    }
    return split(all, 1, all[0] + 1);
  }

  private static int[][] split(int[] all, int skip, int width) {
    int[][] rows = new int[all.length / width][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(all, i * width + skip, (i + 1) * width);
    }
    return rows;
  }

  /** All there are. */
  static int[] readAll(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length % Integer.BYTES != 0) {
      throw new DataException(
          file + " is truncated: " + bytes.length + " bytes is not a whole number of ints");
    }
    IntBuffer ints = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    int[] all = new int[ints.remaining()];
    ints.get(all);
    return all;
  }
}

package org.lucenediskann.benchmarks.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A number for each row of a data folder: {@code labels.i32} and the like. */
public final class Column {
  private Column() {}

  /** Where the column {@code name} would be. */
  public static Path file(Path folder, String name) {
    return folder.resolve(name + ".i32");
  }

  /**
   * The numbers of the first {@code count} rows.
   *
   * @throws DataException if there are none, or not so many
   */
  public static int[] read(Path file, int count) throws IOException {
    if (!Files.exists(file)) {
      throw new DataException("no such column: " + file);
    }
    int[] all = IntFile.readAll(file);
    if (all.length < count) {
      throw new DataException(file + " holds " + all.length + " ints, fewer than " + count);
    }
    return Arrays.copyOf(all, count);
  }
}

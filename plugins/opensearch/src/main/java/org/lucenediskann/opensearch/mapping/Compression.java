package org.lucenediskann.opensearch.mapping;

import java.util.List;
import org.lucenediskann.codec.DiskAnnParameters;

/**
 * k-NN's {@code mode} and {@code compression_level} → bits of a dimension in the codes that a
 * search walks along: 32 divided by the level. The one place that knows which levels the format
 * has; k-NN's 2x and 64x are not among them.
 */
final class Compression {

  private static final String NONE = "1x";
  private static final String IN_MEMORY = "in_memory";
  private static final String ON_DISK = "on_disk";
  private static final String ON_DISK_LEVEL = "32x"; // what k-NN means by it

  private static final List<String> LEVELS = List.of(NONE, "4x", "8x", "16x", ON_DISK_LEVEL);

  private Compression() {}

  /**
   * The parameters, and what is asked for added to them.
   *
   * @param mode null = not given
   * @param level null = what the mode implies
   * @param dataType what is to be compressed
   * @throws IllegalArgumentException if it cannot be had
   */
  static DiskAnnParameters apply(
      String mode, String level, DataType dataType, DiskAnnParameters parameters) {
    checkWord("mode", mode, List.of(IN_MEMORY, ON_DISK));
    checkWord("compression_level", level, LEVELS);
    String wanted = level != null ? level : ON_DISK.equals(mode) ? ON_DISK_LEVEL : NONE;
    if (wanted.equals(NONE)) {
      return parameters;
    }
    if (dataType != DataType.FLOAT) {
      throw new IllegalArgumentException(
          "vectors of data_type byte are not compressed: compression_level must be ["
              + NONE
              + "], or absent with mode ["
              + IN_MEMORY
              + "]; mode="
              + mode
              + ", compression_level="
              + level);
    }
    return parameters.withBits(bits(wanted));
  }

  private static void checkWord(String name, String word, List<String> words) {
    if (word != null && !words.contains(word)) {
      throw new IllegalArgumentException(
          name + " must be one of " + words + "; " + name + "=" + word);
    }
  }

  private static int bits(String level) {
    return Float.SIZE / Integer.parseInt(level.substring(0, level.length() - 1));
  }
}

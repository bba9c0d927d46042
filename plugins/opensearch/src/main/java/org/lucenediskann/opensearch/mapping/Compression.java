package org.lucenediskann.opensearch.mapping;

import java.util.List;
import org.lucenediskann.codec.DiskAnnParameters;

/**
 * k-NN's {@code mode} and {@code compression_level} → how vectors are stored. The one place that
 * knows which levels the format has.
 */
final class Compression {

  static final String NONE = "1x";
  static final String IN_MEMORY = "in_memory";
  static final String ON_DISK = "on_disk";

  private static final List<String> LEVELS = List.of(NONE, "2x", "4x", "8x", "16x", "32x", "64x");
  private static final String ON_DISK_LEVEL = "32x"; // what k-NN means by it

  private Compression() {}

  /**
   * The parameters, and what is asked for added to them.
   *
   * @param mode null = not given
   * @param level null = what the mode implies
   * @throws IllegalArgumentException if it cannot be had
   */
  static DiskAnnParameters apply(String mode, String level, DiskAnnParameters parameters) {
    checkWord("mode", mode, List.of(IN_MEMORY, ON_DISK));
    checkWord("compression_level", level, LEVELS);
    String wanted = level != null ? level : ON_DISK.equals(mode) ? ON_DISK_LEVEL : NONE;
    if (wanted.equals(NONE)) {
      return parameters;
    }
    throw new IllegalArgumentException(
        "vectors are stored at full precision only: compression_level must be ["
            + NONE
            + "], or absent with mode ["
            + IN_MEMORY
            + "]; mode="
            + mode
            + ", compression_level="
            + level);
  }

  private static void checkWord(String name, String word, List<String> words) {
    if (word != null && !words.contains(word)) {
      throw new IllegalArgumentException(
          name + " must be one of " + words + "; " + name + "=" + word);
    }
  }
}

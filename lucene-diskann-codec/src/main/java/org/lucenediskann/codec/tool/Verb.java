package org.lucenediskann.codec.tool;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The commands by name, and the options that each knows beside {@code --json}. */
enum Verb {
  /** What is in the files. */
  INSPECT,

  /** Whether it is sound. */
  VERIFY,

  /** How much of the truth searches find. */
  RECALL,

  /** All segments into one, its graphs made anew. */
  REBUILD;

  Command command() {
    return switch (this) {
      case INSPECT -> Inspect::run;
      case VERIFY -> Verify::run;
      case RECALL -> Recall::run;
      case REBUILD -> Rebuild::run;
    };
  }

  List<String> options() {
    return switch (this) {
      case INSPECT, VERIFY -> List.of();
      case RECALL -> Recall.OPTIONS;
      case REBUILD -> AskedParameters.OPTIONS;
    };
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Verb of(String word) {
    return Arrays.stream(values())
        .filter(verb -> verb.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> new UsageException("no command \"" + word + "\": it must be one of " + words()));
  }

  private static String words() {
    return Arrays.stream(values()).map(Verb::word).collect(Collectors.joining(", "));
  }
}

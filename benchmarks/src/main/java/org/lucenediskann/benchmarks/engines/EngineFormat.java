package org.lucenediskann.benchmarks.engines;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of vector field of an engine: {@code NAME} or {@code NAME:m:ef_construction}.
 *
 * @param name {@value #OURS}, or a stock type of the engine
 * @param m connections of a node
 * @param efConstruction candidates while building
 */
record EngineFormat(String name, int m, int efConstruction) {
  static final String OURS = "diskann";

  private static final Pattern SYNTAX =
      Pattern.compile("([a-z0-9_]+)(?::([1-9]\\d{0,2}):([1-9]\\d{0,3}))?");
  private static final int DEFAULT_M = 16;
  private static final int DEFAULT_EF_CONSTRUCTION = 100;

  /**
   * Reads a comma-separated list.
   *
   * @throws IllegalArgumentException naming the part that is not understood
   */
  static List<EngineFormat> parseList(String list) {
    return Arrays.stream(list.split(",", -1)).map(EngineFormat::parse).distinct().toList();
  }

  private static EngineFormat parse(String text) {
    Matcher matcher = SYNTAX.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not NAME or NAME:m:ef_construction");
    }
    return matcher.group(2) == null
        ? new EngineFormat(matcher.group(1), DEFAULT_M, DEFAULT_EF_CONSTRUCTION)
        : new EngineFormat(
            matcher.group(1),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3)));
  }

  /** Whether it is this project's. */
  boolean isOurs() {
    return name.equals(OURS);
  }

  /** For tables and records. */
  String label() {
    return name + ":" + m + ":" + efConstruction;
  }

  /** The index that holds it. */
  String index() {
    return "diskann-benchmark-" + label().replace(':', '-');
  }
}

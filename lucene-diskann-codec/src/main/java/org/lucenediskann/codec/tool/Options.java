package org.lucenediskann.codec.tool;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Values of options, as they were given.
 *
 * @param values by name, without dashes
 */
record Options(Map<String, String> values) {

  private static final Pattern COMMA = Pattern.compile(",");

  /** Makes something of an option's text; may throw what such texts make it throw. */
  @FunctionalInterface
  interface Reading<T> {
    T of(String text);
  }

  /** What an option says, or the default if it was not given. */
  <T> T get(String name, Reading<T> reading, T otherwise) {
    String text = values.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      return reading.of(text);
    } catch (NumberFormatException e) {
      throw new UsageException("--" + name + " is no number it could be: \"" + text + "\"");
    }
  }

  int positive(String name, int otherwise) {
    return get(name, Options::positive, otherwise);
  }

  int[] positives(String name, int... otherwise) {
    return get(
        name, text -> COMMA.splitAsStream(text).mapToInt(Options::positive).toArray(), otherwise);
  }

  private static int positive(String text) {
    int value = Integer.parseInt(text);
    if (value < 1) {
      throw new NumberFormatException(text);
    }
    return value;
  }
}

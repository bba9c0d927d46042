package org.lucenediskann.codec.tool;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Named values in the order in which they were put. */
final class Section {

  private final Map<String, Object> values = new LinkedHashMap<>();

  /**
   * Adds a value.
   *
   * @param value a string, number, boolean, {@link Section} or list of these; null = unknown
   */
  Section put(String name, Object value) {
    values.put(name, value);
    return this;
  }

  Map<String, Object> values() {
    return Collections.unmodifiableMap(values);
  }
}

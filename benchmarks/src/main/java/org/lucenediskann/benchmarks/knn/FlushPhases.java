package org.lucenediskann.benchmarks.knn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the time of flushes went, by what this project's format said of them. */
final class FlushPhases {
  private static final Pattern PHASE =
      Pattern.compile("flush segment=\\S+ field=\\S+: ([a-z ]+): ([0-9.]+) ms, .*");

  private FlushPhases() {}

  /** Elapsed milliseconds of each phase by name, in their order; other lines do not count. */
  static Map<String, Double> milliseconds(List<String> lines) {
    Map<String, Double> phases = new LinkedHashMap<>();
    for (String line : lines) {
      Matcher phase = PHASE.matcher(line);
      if (phase.matches()) {
        phases.merge(phase.group(1), Double.parseDouble(phase.group(2)), Double::sum);
      }
    }
    return phases;
  }
}

package org.lucenediskann.luceneutil;

import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What luceneutil's command line says of the index, as its {@code getCodec} is told.
 *
 * @param maxConn {@code -maxConn}; 0 = not given
 * @param beamWidth {@code -beamWidthIndex}; 0 = not given
 * @param bits {@code -quantizeBits} if there is {@code -quantize}, else 0
 * @param mergeWorkers {@code -numMergeWorker}
 * @param mergeThreads those of {@code -numMergeThread}, or null for one
 */
record TesterCall(int maxConn, int beamWidth, int bits, int mergeWorkers, Executor mergeThreads) {
  /** A call as good as any, to check a choice of format with. */
  static final TesterCall EXAMPLE = new TesterCall(16, 100, 0, 1, null);

  /**
   * Reads the arguments of {@code getCodec}. Names are not in class files, so places decide: the
   * first two ints are {@code maxConn} and {@code beamWidth}, the first int after a boolean the
   * bits if that is true, the first int after an executor the workers.
   */
  static TesterCall of(Object... arguments) {
    return new TesterCall(
        arguments.length > 0 && arguments[0] instanceof Integer value ? value : 0,
        arguments.length > 1 && arguments[1] instanceof Integer value ? value : 0,
        Boolean.TRUE.equals(first(Boolean.class, arguments))
            ? intAfter(Boolean.class, arguments)
            : 0,
        intAfter(Executor.class, arguments),
        first(Executor.class, arguments));
  }

  private static <T> T first(Class<T> type, Object... arguments) {
    return Arrays.stream(arguments)
        .filter(type::isInstance)
        .findFirst()
        .map(type::cast)
        .orElse(null);
  }

  private static int intAfter(Class<?> type, Object... arguments) {
    for (int i = 0; i + 1 < arguments.length; i++) {
      if (type.isInstance(arguments[i]) && arguments[i + 1] instanceof Integer value) {
        return value;
      }
    }
    return 0;
  }

  /** {@code text} with the values of {@code $maxConn}, {@code $maxDegree} and so on. */
  String fillIn(String text) {
    return text.replace("$maxConn", Integer.toString(maxConn))
        .replace("$maxDegree", Integer.toString(2 * maxConn))
        .replace("$beamWidth", Integer.toString(beamWidth))
        .replace("$bits", Integer.toString(bits));
  }

  /** The options as parameters of this project's format; those not given are left out. */
  String settings() {
    return Stream.of(
            setting("maxDegree", 2 * maxConn),
            setting("buildListSize", beamWidth),
            setting("bits", bits))
        .filter(s -> !s.isEmpty())
        .collect(Collectors.joining(","));
  }

  private static String setting(String name, int value) {
    return value == 0 ? "" : name + "=" + value;
  }
}

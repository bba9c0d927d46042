package org.lucenediskann.benchmarks.compare;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.formats.FormatSpecParser;

/**
 * A format of another version of Lucene, which needs a process of its own: {@code FORMAT@VERSION}.
 *
 * @param format one of {@code --formats}
 * @param version of Lucene
 */
public record OtherLucene(String format, String version) {
  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");

  /**
   * Reads a format and its version.
   *
   * @throws IllegalArgumentException naming what is not understood
   */
  public static OtherLucene parse(String label) {
    int at = label.indexOf('@');
    String version = label.substring(at + 1);
    if (at < 0 || !VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException("'" + version + "' is not a version of Lucene");
    }
    return new OtherLucene(FormatSpecParser.parse(label.substring(0, at)).label(), version);
  }

  /** As it was named. */
  public String label() {
    return format + "@" + version;
  }

  Libraries libraries() {
    return new Libraries("lucene", version);
  }

  /**
   * What starts {@code main} with this Lucene, before its arguments.
   *
   * @throws DataException if this Lucene cannot be had
   */
  public List<String> command(Class<?> main) throws IOException {
    try {
      return command(libraries().classPath(), main);
    } catch (PeerFailure e) {
      throw new DataException(label() + ": " + e.getMessage(), e);
    }
  }

  /** What starts {@code main} in a JVM with the options that this one was started with. */
  static List<String> command(String classPath, Class<?> main) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", classPath, main.getName()));
    return command;
  }
}

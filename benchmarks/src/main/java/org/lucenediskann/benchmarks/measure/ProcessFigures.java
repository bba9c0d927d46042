package org.lucenediskann.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the operating system knows of this process and the JVM does not (on Linux). */
public final class ProcessFigures {
  private static final Path MAPPINGS = Path.of("/proc/self/smaps");
  private static final Path IO = Path.of("/proc/self/io");

  private ProcessFigures() {}

  /** Bytes written to files so far, temporary ones included; null if the system does not tell. */
  public static Long writtenBytes() throws IOException {
    return count("wchar:");
  }

  /** Bytes read from disk so far, page faults included; null if the system does not tell. */
  public static Long readBytes() throws IOException {
    return count("read_bytes:");
  }

  private static Long count(String name) throws IOException {
    if (!Files.isReadable(IO)) {
      return null;
    }
    return Files.readAllLines(IO).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> Long.parseLong(line.substring(name.length()).strip()))
        .findFirst()
        .orElse(null);
  }

  /**
   * Bytes of mapped files under {@code dir} that are in memory for this process; null if the system
   * does not tell.
   */
  public static Long residentBytes(Path dir) throws IOException {
    if (!Files.isReadable(MAPPINGS)) {
      return null;
    }
    String prefix = dir.toRealPath() + "/";
    boolean inside = false;
    long kilobytes = 0;
    for (String line : Files.readAllLines(MAPPINGS)) {
      if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
        inside = line.contains(prefix);
      } else if (inside && line.startsWith("Rss:")) {
        kilobytes += Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return kilobytes << 10;
  }
}

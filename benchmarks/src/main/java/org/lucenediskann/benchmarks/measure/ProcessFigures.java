package org.lucenediskann.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What the operating system knows of this process and the JVM does not (on Linux). */
public final class ProcessFigures {
  private static final Path SELF = Path.of("/proc/self");
  private static final Path MAPPINGS = SELF.resolve("smaps");
  private static final Path IO = SELF.resolve("io");
  private static final Path STAT = SELF.resolve("stat");
  private static final int MAJOR_FAULTS = 9; // field behind the name, which may hold anything

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

  /** Pages waited for so far; null if the system does not tell. */
  public static Long majorFaults() throws IOException {
    if (!Files.isReadable(STAT)) {
      return null;
    }
    String stat = Files.readString(STAT);
    return Long.valueOf(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[MAJOR_FAULTS]);
  }

  /**
   * Bytes of mapped files under {@code dir} that are in memory for this process, by file name
   * extension; null if the system does not tell.
   */
  public static Map<String, Long> residentBytes(Path dir) throws IOException {
    if (!Files.isReadable(MAPPINGS)) {
      return null;
    }
    String prefix = dir.toRealPath() + "/";
    Map<String, Long> bytes = new TreeMap<>();
    String extension = null; // of the file the lines are about; null = none of these
    for (String line : Files.readAllLines(MAPPINGS)) {
      if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
        extension = line.contains(prefix) ? line.substring(line.lastIndexOf('.') + 1) : null;
      } else if (extension != null && line.startsWith("Rss:")) {
        bytes.merge(extension, Long.parseLong(line.replaceAll("\\D", "")) << 10, Long::sum);
      }
    }
    return bytes;
  }
}

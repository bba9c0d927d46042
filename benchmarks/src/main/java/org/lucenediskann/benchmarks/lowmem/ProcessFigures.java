package org.lucenediskann.benchmarks.lowmem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.IndexFileNames;

/** What Linux tells a process of itself. */
record ProcessFigures(long majorFaults, long readBytes) {
  private static final Path SELF = Path.of("/proc/self");
  private static final int MAJOR_FAULTS = 9; // field behind the name, which may hold anything

  static ProcessFigures now() throws IOException {
    String stat = Files.readString(SELF.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return new ProcessFigures(Long.parseLong(fields[MAJOR_FAULTS]), readBytesSoFar());
  }

  private static long readBytesSoFar() throws IOException {
    for (String line : Files.readAllLines(SELF.resolve("io"))) {
      if (line.startsWith("read_bytes: ")) {
        return Long.parseLong(line.substring("read_bytes: ".length()));
      }
    }
    throw new IOException(SELF + "/io has no read_bytes");
  }

  /** Bytes of mapped files below {@code dir} that are in memory, by extension. */
  static Map<String, Long> resident(Path dir) throws IOException {
    Map<String, Long> bytes = new TreeMap<>();
    String extension = null;
    for (String line : Files.readAllLines(SELF.resolve("smaps"))) {
      if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
        int path = line.indexOf(dir + "/");
        extension = path < 0 ? null : IndexFileNames.getExtension(line.substring(path));
      } else if (extension != null && line.startsWith("Rss:")) {
        bytes.merge(extension, Long.parseLong(line.replaceAll("[^0-9]", "")) << 10, Long::sum);
      }
    }
    return bytes;
  }
}

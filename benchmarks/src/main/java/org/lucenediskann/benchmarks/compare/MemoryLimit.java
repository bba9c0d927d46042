package org.lucenediskann.benchmarks.compare;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.lucenediskann.benchmarks.data.DataException;

/**
 * A bound, by a control group of Linux, of what a process has in memory from now on: files in the
 * page cache, and what its heap grows by. What it has already is not counted.
 */
final class MemoryLimit implements Closeable {
  private static final Path GROUPS = Path.of("/sys/fs/cgroup");
  private static final Path GROUPS_V1 = GROUPS.resolve("memory");

  private final Path group;

  private MemoryLimit(Path group) {
    this.group = group;
  }

  /**
   * Bounds the process {@code pid}.
   *
   * @throws DataException if this system does not let us
   */
  static MemoryLimit of(long pid, long bytes) {
    boolean first = Files.isDirectory(GROUPS_V1);
    Path group = (first ? GROUPS_V1 : GROUPS).resolve("diskann-benchmark-" + pid);
    try {
      Files.createDirectory(group);
      String limit = first ? "memory.limit_in_bytes" : "memory.max";
      Files.writeString(group.resolve(limit), Long.toString(bytes));
      Files.writeString(group.resolve("cgroup.procs"), Long.toString(pid));
      return new MemoryLimit(group);
    } catch (IOException e) {
      throw new DataException("--search-memory needs control groups it may make, as root: " + e, e);
    }
  }

  /** Drops the files of {@code dir}, which nobody has open, from the page cache. */
  static void forget(Path dir) throws IOException, PeerFailure {
    try (Stream<Path> files = Files.list(dir)) {
      for (Path file : files.toList()) {
        Tool.run(List.of("dd", "if=" + file, "iflag=nocache", "count=0"));
      }
    }
  }

  /** To be called when the process has ended. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(group);
  }
}

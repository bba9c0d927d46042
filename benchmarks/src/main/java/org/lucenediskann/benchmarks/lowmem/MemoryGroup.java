package org.lucenediskann.benchmarks.lowmem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lucenediskann.benchmarks.data.DataException;

/**
 * A control group (version 1 or 2) below that of this process, whose memory can be limited, page
 * cache included. To be closed when its processes have ended.
 */
final class MemoryGroup implements AutoCloseable {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final Path OWN = Path.of("/proc/self/cgroup");

  private final Path dir;
  private final String limitFile;
  private final String usageFile;
  private final String cached; // the page cache's name in memory.stat

  private MemoryGroup(Path dir, String limitFile, String usageFile, String cached) {
    this.dir = dir;
    this.limitFile = limitFile;
    this.usageFile = usageFile;
    this.cached = cached;
  }

  /**
   * Makes a group.
   *
   * @throws DataException saying why it cannot be done
   */
  static MemoryGroup create() {
    try {
      return Files.isDirectory(ROOT.resolve("memory")) ? version1() : version2();
    } catch (IOException e) {
      throw new DataException(
          "memory cannot be limited here (" + e + "): run as root, or with --no-limit", e);
    }
  }

  /**
   * Makes sure that groups can be made.
   *
   * @throws DataException saying why not
   */
  static void check() {
    try {
      create().close();
    } catch (IOException e) {
      throw new DataException("memory cannot be limited here: " + e, e);
    }
  }

  private static MemoryGroup version1() throws IOException {
    Path dir = fresh(ROOT.resolve("memory"), "memory");
    return new MemoryGroup(dir, "memory.limit_in_bytes", "memory.usage_in_bytes", "cache");
  }

  private static MemoryGroup version2() throws IOException {
    Path dir = fresh(ROOT, "");
    Files.writeString(dir.resolveSibling("cgroup.subtree_control"), "+memory");
    return new MemoryGroup(dir, "memory.max", "memory.current", "file");
  }

  /** Lines of the file are number:controllers:/path. */
  private static Path fresh(Path mount, String controller) throws IOException {
    for (String line : Files.readAllLines(OWN)) {
      String[] parts = line.split(":", 3);
      if (List.of(parts[1].split(",")).contains(controller)) {
        Path own = mount.resolve(parts[2].substring(1));
        return Files.createDirectory(own.resolve("lowmem-" + ProcessHandle.current().pid()));
      }
    }
    throw new IOException(OWN + " names no group for memory");
  }

  /** The command that runs {@code command} in this group. */
  List<String> inside(List<String> command) {
    List<String> inside = new ArrayList<>();
    inside.addAll(List.of("sh", "-c", "echo $$ > \"$0\" && exec \"$@\""));
    inside.add(dir.resolve("cgroup.procs").toString());
    inside.addAll(command);
    return inside;
  }

  /**
   * Allows {@code bytes} of page cache beyond what the processes have now for themselves, the
   * kernel's bookkeeping for them included.
   *
   * @throws DataException if that is too little to go on with
   */
  void limitCache(long bytes) throws IOException {
    long own = Long.parseLong(Files.readString(dir.resolve(usageFile)).strip()) - cachedBytes();
    String limit = Long.toString(own + bytes);
    try {
      Files.writeString(dir.resolve(limitFile), limit);
    } catch (IOException e) {
      throw new DataException("memory cannot be limited to " + limit + " bytes: " + e, e);
    }
  }

  private long cachedBytes() throws IOException {
    for (String line : Files.readAllLines(dir.resolve("memory.stat"))) {
      String[] parts = line.split(" ", -1);
      if (parts[0].equals(cached)) {
        return Long.parseLong(parts[1]);
      }
    }
    throw new IOException(dir + "/memory.stat does not tell " + cached);
  }

  @Override
  public void close() throws IOException {
    Files.delete(dir);
  }
}

package org.lucenediskann.benchmarks.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.lucene.util.IOUtils;
import org.lucenediskann.benchmarks.data.DataException;

/** Where indexes of a run live: a folder the user keeps, or a temporary one. */
public final class WorkFolder implements AutoCloseable {
  private final Path root;
  private final boolean keep;

  private WorkFolder(Path root, boolean keep) {
    this.root = root;
    this.keep = keep;
  }

  /**
   * A folder that stays if {@code kept} is given, else one that vanishes on close.
   *
   * @throws DataException if {@code kept} cannot be made
   */
  public static WorkFolder open(Optional<Path> kept) throws IOException {
    if (kept.isPresent()) {
      return new WorkFolder(made(kept.get()), true);
    }
    WorkFolder work = new WorkFolder(Files.createTempDirectory("benchmarks-index"), false);
    Runtime.getRuntime().addShutdownHook(new Thread(work::removeLeftOver));
    return work;
  }

  private static Path made(Path kept) {
    try {
      return Files.createDirectories(kept);
    } catch (IOException e) {
      throw new DataException("the folder of --keep cannot be made: " + e, e);
    }
  }

  /** The folder of the index {@code name}, which may hold any characters. */
  public Path folder(String name) {
    return root.resolve(name.replaceAll("[^A-Za-z0-9.=-]", "_"));
  }

  /** The folder of the index {@code name}, made empty. */
  public Path fresh(String name) throws IOException {
    Path dir = folder(name);
    IOUtils.rm(dir);
    return Files.createDirectories(dir);
  }

  @Override
  public void close() throws IOException {
    if (keep == false) {
      IOUtils.rm(root);
    }
  }

  /** Of a run that was interrupted. */
  private void removeLeftOver() {
    try {
      close();
    } catch (IOException e) {
      System.err.println("left over: " + root + " (" + e + ")");
    }
  }
}

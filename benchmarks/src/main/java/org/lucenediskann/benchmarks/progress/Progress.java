package org.lucenediskann.benchmarks.progress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells the user on standard error how far a task has come. Safe for many threads. */
public interface Progress extends AutoCloseable {
  /** {@code count} more steps are done. */
  void step(long count);

  @Override
  void close();

  /** A task of {@code steps} steps: a bar on a terminal, a few plain lines elsewhere. */
  static Progress start(String task, long steps) {
    return onTerminal() ? new ProgressBarDisplay(task, steps) : new ProgressLines(task, steps);
  }

  private static boolean onTerminal() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/2")).startsWith("/dev")
          && System.getenv("TERM") != null
          && Files.isSameFile(Path.of("/proc/self/fd/2"), Path.of("/dev/null")) == false;
    } catch (IOException | UnsupportedOperationException e) {
      return System.console() != null;
    }
  }
}

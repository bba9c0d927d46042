package org.lucenediskann.benchmarks.progress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells the user on standard error how far a task has come. Safe for many threads. */
public interface Progress extends AutoCloseable {
  /** {@code count} more steps are done. */
  void step(long count);

  /** Says what goes on now that all steps are done, but not the task. */
  void phase(String name);

  @Override
  void close();

  /** Tells nobody. */
  Progress NONE =
      new Progress() {
        @Override
        public void step(long count) {}

        @Override
        public void phase(String name) {}

        @Override
        public void close() {}
      };

  /** A task of {@code steps} steps: a bar on a terminal, a few plain lines elsewhere. */
  static Progress start(String task, long steps) {
    return onTerminal() ? new ProgressBarDisplay(task, steps) : new ProgressLines(task, steps);
  }

  /** Whether standard error is a terminal; where that cannot be told, it is taken for none. */
  private static boolean onTerminal() {
    try {
      Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/2"));
      return target.startsWith("/dev/pts") || target.toString().startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}

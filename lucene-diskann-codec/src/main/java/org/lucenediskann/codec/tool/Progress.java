package org.lucenediskann.codec.tool;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Tells whoever waits what is going on, every few seconds at most. */
final class Progress {

  private static final long PAUSE_NS = TimeUnit.SECONDS.toNanos(5);

  private final PrintStream out;
  private long lastNs = System.nanoTime();

  Progress(PrintStream out) {
    this.out = out;
  }

  /**
   * So much is done; said if it is time to say something.
   *
   * @param what is being done
   * @param total how much there is to do
   */
  void at(String what, long done, long total) {
    if (System.nanoTime() - lastNs >= PAUSE_NS) {
      say(String.format(Locale.ROOT, "%s: %,d of %,d", what, done, total));
    }
  }

  /** Said at once. */
  void say(String message) {
    out.println(message);
    lastNs = System.nanoTime();
  }
}

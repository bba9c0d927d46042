package org.lucenediskann.luceneutil;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.lucene.codecs.Codec;

/**
 * What the rewritten methods of luceneutil call. Static, because they have nothing else to call.
 */
public final class Hooks {
  private static final AtomicReference<Run> RUN = new AtomicReference<>();

  private Hooks() {}

  static void install(Run run) {
    RUN.set(run);
  }

  /** The codec to use in place of {@code stock}, which {@code getCodec(arguments)} would return. */
  public static Codec codec(Codec stock, Object[] arguments) {
    return RUN.get().codec(stock, TesterCall.of(arguments));
  }

  /** A phase begins. */
  public static void begin(String phase) {
    RUN.get().begin();
  }

  /** The phase that began last is over. */
  public static void end(String phase) {
    RUN.get().end(phase);
  }

  /** The index in {@code dir} is complete. */
  public static void index(Path dir) {
    RUN.get().index(dir);
  }

  /** Prints what the graphs of the index in {@code dir} are like; false leaves it to luceneutil. */
  public static boolean statistics(Path dir) {
    return RUN.get().statistics(dir);
  }
}

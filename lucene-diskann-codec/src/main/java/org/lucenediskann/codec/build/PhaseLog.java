package org.lucenediskann.codec.build;

import java.util.Locale;
import org.apache.lucene.util.InfoStream;

/** One line for each finished phase: time, a count, vectors per second. */
public final class PhaseLog {

  private final BuildContext context;
  private final int size;
  private long startNs = System.nanoTime();

  /**
   * Begins with the first phase.
   *
   * @param size vectors that all phases are about
   */
  public PhaseLog(BuildContext context, int size) {
    this.context = context;
    this.size = size;
  }

  /** Reports the phase that ends now; the next one begins. */
  public void done(String phase, String counted, long count) {
    long nowNs = System.nanoTime();
    InfoStream infoStream = context.infoStream();
    if (infoStream.isEnabled(BuildContext.COMPONENT)) {
      double seconds = Math.max(1, nowNs - startNs) / 1e9;
      infoStream.message(
          BuildContext.COMPONENT,
          String.format(
              Locale.ROOT,
              "%s: %.1f ms, %d %s, %.0f vectors/s",
              phase,
              seconds * 1e3,
              count,
              counted,
              size / seconds));
    }
    context.phaseDone(phase, nowNs - startNs);
    startNs = nowNs;
  }
}

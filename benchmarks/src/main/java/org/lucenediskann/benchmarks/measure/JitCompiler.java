package org.lucenediskann.benchmarks.measure;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/** The compiler inside the JVM, whose work would be counted as that of the next phase. */
public final class JitCompiler {
  private static final int POLL_MILLIS = 200;
  private static final int MAX_POLLS = 25;

  private JitCompiler() {}

  /** Waits until nothing is being compiled any more, at most five seconds. */
  public static void awaitIdle() {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    if (compiler == null || !compiler.isCompilationTimeMonitoringSupported()) {
      return;
    }
    long before = -1;
    for (int i = 0; i < MAX_POLLS && before != compiler.getTotalCompilationTime(); i++) {
      before = compiler.getTotalCompilationTime();
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}

package org.lucenediskann.microbenchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Counts floating-point operations, a multiplication and an addition for each pair of values, and
 * the CPU time they take: on a machine that does other things as well, elapsed time says little.
 */
@AuxCounters
@State(Scope.Thread)
public class Flops {
  /** Names of the counters in results. */
  static final String COUNTER = "flops";

  static final String CPU_COUNTER = "cpuNanos";

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Operations so far; read by the harness. */
  public long flops;

  private long startCpuNanos;

  /** Begins an iteration. */
  @Setup(Level.Iteration)
  public void start() {
    startCpuNanos = THREADS.getCurrentThreadCpuTime();
  }

  /** Adds the operations of {@code count} dot products. */
  public void addDots(long count, int dimension) {
    flops += 2 * count * dimension;
  }

  /** CPU time of this iteration so far; read by the harness. */
  public long cpuNanos() {
    return THREADS.getCurrentThreadCpuTime() - startCpuNanos;
  }
}

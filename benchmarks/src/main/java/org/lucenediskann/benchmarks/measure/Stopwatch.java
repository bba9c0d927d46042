package org.lucenediskann.benchmarks.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.atomic.AtomicLong;

/** Measures a phase from its construction on. */
public final class Stopwatch {
  private static final double NANOS = 1e9;

  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final AtomicLong workerCpuNs = new AtomicLong();
  private final long callerCpuNs = threads.getCurrentThreadCpuTime();
  private final CompilerCpu compiler = CompilerCpu.now();
  private final long processCpuNs = process.getProcessCpuTime();
  private final long wallNs = System.nanoTime();

  /** Runs {@code task} and counts the CPU time of the calling thread, a worker of this phase. */
  public void runWorker(Runnable task) {
    long from = threads.getCurrentThreadCpuTime();
    try {
      task.run();
    } finally {
      workerCpuNs.addAndGet(threads.getCurrentThreadCpuTime() - from);
    }
  }

  /** The cost so far; to be called on the thread that made this. */
  public Cost elapsed() {
    long wall = System.nanoTime() - wallNs;
    long cpu = process.getProcessCpuTime() - processCpuNs;
    long compilation = CompilerCpu.now().since(compiler);
    long thread = threads.getCurrentThreadCpuTime() - callerCpuNs + workerCpuNs.get();
    // The process is counted in hundredths of a second, the compiler in nanoseconds.
    long rest = Math.max(0, cpu - compilation);
    return new Cost(wall / NANOS, rest / NANOS, thread / NANOS, compilation / NANOS);
  }
}

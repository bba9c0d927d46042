package org.lucenediskann.benchmarks.measure;

/**
 * What a phase took, in seconds.
 *
 * @param wallSeconds elapsed time
 * @param cpuSeconds CPU time of the whole process but its JIT compiler: every thread the phase
 *     used, whoever started it, and garbage collection
 * @param threadCpuSeconds CPU time of the threads the harness itself ran the phase on
 * @param compilerCpuSeconds CPU time of the JIT compiler, where the system tells it (else 0, and it
 *     is part of {@code cpuSeconds})
 */
public record Cost(
    double wallSeconds, double cpuSeconds, double threadCpuSeconds, double compilerCpuSeconds) {
  public static final Cost NONE = new Cost(0, 0, 0, 0);
}

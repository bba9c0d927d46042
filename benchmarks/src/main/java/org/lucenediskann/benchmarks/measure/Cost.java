package org.lucenediskann.benchmarks.measure;

/**
 * What a phase took, in seconds.
 *
 * @param wallSeconds elapsed time
 * @param cpuSeconds CPU time of the whole process: every thread the phase used, and whatever
 *     garbage collection and compilation went on meanwhile
 * @param threadCpuSeconds CPU time of the threads the harness itself ran the phase on
 */
public record Cost(double wallSeconds, double cpuSeconds, double threadCpuSeconds) {
  public static final Cost NONE = new Cost(0, 0, 0);

  public Cost plus(Cost other) {
    return new Cost(
        wallSeconds + other.wallSeconds,
        cpuSeconds + other.cpuSeconds,
        threadCpuSeconds + other.threadCpuSeconds);
  }
}

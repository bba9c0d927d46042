package org.lucenediskann.benchmarks.engines;

/**
 * What a step took.
 *
 * @param wallS elapsed seconds, as a client sees them
 * @param cpuS CPU seconds of the nodes, all they did meanwhile; null if they do not tell
 */
record Phase(double wallS, Double cpuS) {
  private static final double NANOS = 1e9;

  static Phase of(Cluster cluster, Runnable step) {
    Double cpuBefore = cluster.cpuSeconds();
    long fromNs = System.nanoTime();
    step.run();
    double wallS = (System.nanoTime() - fromNs) / NANOS;
    Double cpuAfter = cluster.cpuSeconds();
    return new Phase(wallS, cpuBefore == null || cpuAfter == null ? null : cpuAfter - cpuBefore);
  }

  /** Both one after the other. */
  Phase plus(Phase other) {
    Double cpu = cpuS == null || other.cpuS == null ? null : cpuS + other.cpuS;
    return new Phase(wallS + other.wallS, cpu);
  }
}

package org.lucenediskann.benchmarks.engines;

/**
 * What a step took.
 *
 * @param wallS elapsed seconds, as a client sees them
 * @param cpuS CPU seconds of the nodes, all they did meanwhile; null if they do not tell
 */
record Phase(double wallS, Double cpuS) {
  private static final double NANOS = 1e9;
  private static final double MILLIS = 1e3;

  static Phase of(Cluster cluster, Runnable step) {
    Long cpuBefore = cluster.cpuMillis();
    long fromNs = System.nanoTime();
    step.run();
    double wallS = (System.nanoTime() - fromNs) / NANOS;
    Long cpuAfter = cluster.cpuMillis();
    boolean told = cpuBefore != null && cpuAfter != null;
    return new Phase(wallS, told ? (cpuAfter - cpuBefore) / MILLIS : null);
  }

  /** Both one after the other. */
  Phase plus(Phase other) {
    Double cpu = cpuS == null || other.cpuS == null ? null : cpuS + other.cpuS;
    return new Phase(wallS + other.wallS, cpu);
  }
}

package org.lucenediskann.benchmarks.measure;

/** A record of a measurement. */
public interface Measured {
  /** Where it was measured. */
  Environment environment();
}

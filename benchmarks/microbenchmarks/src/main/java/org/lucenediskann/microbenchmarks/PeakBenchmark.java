package org.lucenediskann.microbenchmarks;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one thread of this machine can do at most: fused multiply-adds in registers, as many
 * independent ones as hide their latency.
 */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PeakBenchmark {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int STEPS = 10_000;
  private static final int ACCUMULATORS = 12;

  private float factor = .999f;
  private float summand = .001f;

  /** Twelve chains of multiply-adds side by side. */
  @Benchmark
  public float fma(Flops flops) {
    FloatVector x = FloatVector.broadcast(SPECIES, factor);
    FloatVector y = FloatVector.broadcast(SPECIES, summand);
    FloatVector a0 = x;
    FloatVector a1 = x.add(1);
    FloatVector a2 = x.add(2);
    FloatVector a3 = x.add(3);
    FloatVector a4 = x.add(4);
    FloatVector a5 = x.add(5);
    FloatVector a6 = x.add(6);
    FloatVector a7 = x.add(7);
    FloatVector a8 = x.add(8);
    FloatVector a9 = x.add(9);
    FloatVector a10 = x.add(10);
    FloatVector a11 = x.add(11);
    for (int i = 0; i < STEPS; i++) {
      a0 = a0.fma(x, y);
      a1 = a1.fma(x, y);
      a2 = a2.fma(x, y);
      a3 = a3.fma(x, y);
      a4 = a4.fma(x, y);
      a5 = a5.fma(x, y);
      a6 = a6.fma(x, y);
      a7 = a7.fma(x, y);
      a8 = a8.fma(x, y);
      a9 = a9.fma(x, y);
      a10 = a10.fma(x, y);
      a11 = a11.fma(x, y);
    }
    flops.addDots((long) STEPS * ACCUMULATORS, SPECIES.length());
    FloatVector low = a0.add(a1).add(a2).add(a3).add(a4).add(a5);
    FloatVector high = a6.add(a7).add(a8).add(a9).add(a10).add(a11);
    return low.add(high).reduceLanes(VectorOperators.ADD);
  }
}

package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.RowMatrix;
import org.lucenediskann.microbenchmarks.Flops;
import org.lucenediskann.microbenchmarks.MadeUpRows;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The partition's inner loop: which leaders are nearest to each vector. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PartitionBenchmark {
  private static final int VECTORS = 256;
  private static final int FANOUT = 12;

  /** Of the rows. */
  @Param({"128", "768"})
  public int dimension;

  /** To choose from. */
  @Param("1000")
  public int leaders;

  private final int[] vectors = IntStream.range(0, VECTORS).toArray();
  private final int[] nearest = new int[VECTORS * FANOUT];
  private Leaders chosen;

  /** Makes vectors, and leaders that come after them. */
  @Setup
  public void setUp() throws IOException {
    RowMatrix rows = MadeUpRows.of(VECTORS + leaders, dimension).matrix();
    chosen = new Leaders(rows, DistanceKernel.best());
    chosen.set(IntStream.range(VECTORS, VECTORS + leaders).toArray());
  }

  /** All vectors, gathered and compared with all leaders. */
  @Benchmark
  public int[] assign(Flops flops) throws IOException {
    flops.addDots((long) VECTORS * leaders, dimension);
    chosen.assign(vectors, 0, VECTORS, FANOUT, nearest);
    return nearest;
  }
}

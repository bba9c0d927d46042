package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.RowMatrix;
import org.lucenediskann.microbenchmarks.MadeUpRows;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** All of a leaf: gather, measure all pairs, offer every member its nearest. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LeafBenchmark {
  private static final int LEAF_SIZE = 512;
  private static final int ROWS = 8 * LEAF_SIZE;
  private static final int NEIGHBORS = 5;
  private static final int CANDIDATES = 64;

  /** Of the rows. */
  @Param({"128", "768"})
  public int dimension;

  private final int[] leaf = IntStream.range(0, LEAF_SIZE).map(i -> i * 8).toArray();
  private RowMatrix rows;
  private LeafKnn leafKnn;

  /** Fills the rows. */
  @Setup
  public void setUp() {
    rows = MadeUpRows.of(ROWS, dimension).matrix();
  }

  /** Begins new logs of candidates, which only grow. */
  @Setup(Level.Iteration)
  public void newLogs() {
    Candidates candidates = new Candidates(ROWS, CANDIDATES, new ChunkPool(Long.MAX_VALUE, null));
    leafKnn = new LeafKnn(rows, NEIGHBORS, candidates.new Sink(), DistanceKernel.best());
  }

  /** One leaf. */
  @Benchmark
  public void link() throws IOException {
    leafKnn.link(leaf);
  }
}

package org.lucenediskann.codec.graph;

import java.io.IOException;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.kernel.RowMatrix;
import org.lucenediskann.microbenchmarks.MadeUpRows;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** RobustPrune of one node, with the default degree, alpha and number of candidates. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PruneBenchmark {
  private static final int ROWS = 20_000;
  private static final int NODES = 64; // pruned in turn
  private static final int CANDIDATES = 64;
  private static final int MAX_DEGREE = 32;
  private static final float ALPHA = 1.2f;

  /** Of the rows. */
  @Param({"128", "768"})
  public int dimension;

  private final int[][] candidates = new int[NODES][];
  private final float[][] distances = new float[NODES][CANDIDATES];
  private RobustPrune prune;
  private int node;

  /** Finds the nearest rows of the nodes. */
  @Setup
  public void setUp() {
    RowMatrix rows = MadeUpRows.of(ROWS, dimension).matrix();
    DistanceKernel kernel = DistanceKernel.best();
    prune = new RobustPrune(rows, MAX_DEGREE, ALPHA, kernel);
    for (int i = 0; i < NODES; i++) {
      int from = i;
      float[] all = new float[ROWS];
      for (int row = 0; row < ROWS; row++) {
        all[row] = rows.squaredDistance(from, row, kernel);
      }
      candidates[i] =
          IntStream.range(0, ROWS)
              .filter(row -> row != from)
              .boxed()
              .sorted(Comparator.comparing(row -> all[row]))
              .limit(CANDIDATES)
              .mapToInt(Integer::intValue)
              .toArray();
      for (int j = 0; j < CANDIDATES; j++) {
        distances[i][j] = all[candidates[i][j]];
      }
    }
  }

  /** One node. */
  @Benchmark
  public int prune() throws IOException {
    node = (node + 1) % NODES;
    return prune.prune(candidates[node], distances[node], CANDIDATES);
  }
}

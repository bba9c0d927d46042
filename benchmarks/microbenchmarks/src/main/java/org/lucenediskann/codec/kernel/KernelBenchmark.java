package org.lucenediskann.codec.kernel;

import java.util.concurrent.TimeUnit;
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

/** The distance kernel, over a block of rows as large as a leaf. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class KernelBenchmark {
  private static final int ROWS = 512;
  private static final int TILE = 4;

  /** Of the rows. */
  @Param({"128", "384", "768"})
  public int dimension;

  private final DistanceKernel kernel = DistanceKernel.best();
  private final float[] dots = new float[TILE * TILE];
  private RowBlock block;
  private DistanceStrip strip;
  private PairDistances pairs;
  private int row;

  /** Fills the block. */
  @Setup
  public void setUp() {
    RowMatrix matrix = MadeUpRows.of(ROWS, dimension).matrix();
    block = new RowBlock(matrix);
    block.copy(matrix, 0, ROWS);
    strip = new DistanceStrip(kernel, matrix);
    strip.setColumns(block);
    pairs = new PairDistances(kernel, matrix);
  }

  /** The first of {@code count} rows, others each time. */
  private int nextRow(int count) {
    row = row + 2 * count > ROWS ? 0 : row + count;
    return row;
  }

  /** Two rows. */
  @Benchmark
  public float dot(Flops flops) {
    flops.addDots(1, dimension);
    return kernel.dot(block.rows, 0, block.rows, block.offset(nextRow(1)), block.stride());
  }

  /** One row and four others. */
  @Benchmark
  public float[] dots4(Flops flops) {
    flops.addDots(TILE, dimension);
    kernel.dots4(block.rows, 0, block.rows, block.offset(nextRow(TILE)), block.stride(), dots);
    return dots;
  }

  /** Four rows and four others. */
  @Benchmark
  public float[] dots16(Flops flops) {
    flops.addDots(TILE * TILE, dimension);
    int stride = block.stride();
    int first = block.offset(nextRow(TILE));
    kernel.dots16(block.rows, 0, stride, 2 * stride, 3 * stride, block.rows, first, stride, dots);
    return dots;
  }

  /** Squared distances of eight rows to all. */
  @Benchmark
  public float[] strip(Flops flops) {
    flops.addDots((long) DistanceKernel.TILE_ROWS * ROWS, dimension);
    int from = nextRow(DistanceKernel.TILE_ROWS);
    strip.distances(block, from, from + DistanceKernel.TILE_ROWS, ROWS);
    return strip.values();
  }

  /** Squared distances of all pairs, each counted once, packing included. */
  @Benchmark
  public float pairs(Flops flops) {
    flops.addDots((long) ROWS * (ROWS - 1) / 2, dimension);
    pairs.measure(block);
    return pairs.distance(1, 0);
  }
}

package org.lucenediskann.benchmarks.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.util.IOUtils;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.measure.JitCompiler;
import org.lucenediskann.benchmarks.progress.Progress;

/**
 * Has the JIT compile what will be measured. Every format indexes the same vectors, again and again
 * for the same time, so that a fast format is not left with cold code.
 */
public final class WarmUp {
  private static final long PER_FORMAT_NS = 2_000_000_000L;
  private static final int FLUSHES = 2;

  private final int rows;
  private final WorkFolder work;

  /** With the first {@code rows} rows of what will be indexed; 0 to lose no time on this. */
  public WarmUp(int rows, WorkFolder work) {
    this.rows = rows;
    this.work = work;
  }

  /** Warms all formats up. */
  public void run(DataSet data, IndexPlan plan, List<FormatSpec> formats) throws IOException {
    int[] some = Arrays.copyOf(plan.order(), Math.min(rows, plan.order().length));
    if (some.length == 0) {
      return;
    }
    Indexer indexer = new Indexer(data, plan.with(some, FLUSHES));
    run(formats, (format, dir) -> indexer.index(format, dir, Progress.NONE));
  }

  /** What makes an index in an empty folder. */
  @FunctionalInterface
  public interface Task {
    /** Makes one. */
    void run(FormatSpec format, Path dir) throws IOException;
  }

  /** Warms all formats up with what will be measured of them, on fewer vectors. */
  public void run(List<FormatSpec> formats, Task task) throws IOException {
    if (rows == 0) {
      return;
    }
    try (Progress progress = Progress.start("warm-up", formats.size())) {
      for (FormatSpec format : formats) {
        run(format, task);
        progress.step(1);
      }
    }
  }

  private void run(FormatSpec format, Task task) throws IOException {
    long endNs = System.nanoTime() + PER_FORMAT_NS;
    do {
      Path dir = work.fresh("warm-up");
      task.run(format, dir);
      IOUtils.rm(dir);
    } while (System.nanoTime() < endNs);
  }

  /** How many vectors to warm up with. */
  public int rows() {
    return rows;
  }

  /**
   * Sees to it that the garbage of one measurement, and what it had compiled, is not the cost of
   * the next. Does nothing where no time is to be lost.
   */
  public void settle() {
    if (rows > 0) {
      System.gc();
      JitCompiler.awaitIdle();
    }
  }
}

package org.lucenediskann.benchmarks.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.util.NamedThreadFactory;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.measure.Stopwatch;
import org.lucenediskann.benchmarks.progress.Progress;

/** Adds the rows of a plan, in its order, to an IndexWriter. Used once. */
public final class RowFeeder {
  private static final int ROWS_PER_CLAIM = 50; // divides the windows that are timed

  private final DataSet data;
  private final IndexPlan plan;
  private final IndexWriter writer;
  private final Pace pace;
  private final IngestWatch watch;
  private final Progress progress;
  private final AtomicInteger next = new AtomicInteger(); // first row nobody has claimed yet

  public RowFeeder(
      DataSet data,
      IndexPlan plan,
      IndexWriter writer,
      Pace pace,
      IngestWatch watch,
      Progress progress) {
    this.data = data;
    this.plan = plan;
    this.writer = writer;
    this.pace = pace;
    this.watch = watch;
    this.progress = progress;
  }

  /** Adds all, on the calling thread or on as many others as the plan says. */
  public void feed(Stopwatch stopwatch) throws IOException {
    if (plan.threads() == 1) {
      addRows();
      return;
    }
    try (ExecutorService pool =
        Executors.newFixedThreadPool(plan.threads(), new NamedThreadFactory("index"))) {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < plan.threads(); i++) {
        workers.add(pool.submit(() -> stopwatch.runWorker(this::addRowsUnchecked)));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DataException unusable) {
        throw unusable;
      }
      throw new IOException("indexing failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void addRowsUnchecked() {
    try {
      addRows();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addRows() throws IOException {
    RowDocument document = new RowDocument(data.base(), data.metric().similarity(), plan.bytes());
    int[] order = plan.order();
    for (int from; (from = next.getAndAdd(ROWS_PER_CLAIM)) < order.length; ) {
      int to = Math.min(order.length, from + ROWS_PER_CLAIM);
      pace.await(from);
      long startNs = System.nanoTime();
      for (int i = from; i < to; i++) {
        writer.addDocument(document.fill(order[i]));
      }
      watch.added(to - from, System.nanoTime() - startNs);
      progress.step(to - from);
    }
  }
}

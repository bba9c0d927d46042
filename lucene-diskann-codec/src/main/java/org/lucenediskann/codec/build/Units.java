package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.util.InfoStream;

/**
 * Numbered, independent units of work, done in any order by as many workers as the context has
 * threads for. Each unit is preceded by an abort check; long work reports how far it is.
 */
public final class Units {

  /** Does units, one after the other; owns what it needs to do so. */
  public interface Worker {
    void run(int unit) throws IOException;
  }

  /** Makes a worker for one thread. */
  public interface WorkerFactory {
    Worker newWorker() throws IOException;
  }

  private static final long REPORT_NS = TimeUnit.SECONDS.toNanos(1);

  private final BuildContext context;
  private final String phase;
  private final int count;
  private final long reportNs;
  private final AtomicInteger next = new AtomicInteger();
  private int done; // guarded by this
  private long reportedNs = System.nanoTime(); // guarded by this

  private Units(BuildContext context, String phase, int count, long reportNs) {
    this.context = context;
    this.phase = phase;
    this.count = count;
    this.reportNs = reportNs;
  }

  /** Runs the units {@code [0, count)}; throws the first failure. */
  public static void run(BuildContext context, String phase, int count, WorkerFactory factory)
      throws IOException {
    run(context, phase, count, REPORT_NS, factory);
  }

  /** The same; reports no more often than every so many nanoseconds. */
  static void run(
      BuildContext context, String phase, int count, long reportNs, WorkerFactory factory)
      throws IOException {
    new Units(context, phase, count, reportNs).run(factory);
  }

  private void run(WorkerFactory factory) throws IOException {
    int workers = Math.max(1, Math.min(count, context.parallelism()));
    List<Callable<Void>> tasks = new ArrayList<>(workers);
    for (int i = 0; i < workers; i++) {
      tasks.add(() -> work(factory));
    }
    context.invokeAll(tasks);
  }

  private Void work(WorkerFactory factory) throws IOException {
    try {
      workOn(factory);
      return null;
    } catch (Throwable t) {
      next.set(count); // nobody needs the rest
      throw t;
    }
  }

  private void workOn(WorkerFactory factory) throws IOException {
    int unit = next.getAndIncrement();
    if (unit >= count) {
      return; // others were faster; spare the worker's buffers
    }
    Worker worker = factory.newWorker();
    for (; unit < count; unit = next.getAndIncrement()) {
      context.checkAborted();
      worker.run(unit);
      report();
    }
  }

  private synchronized void report() {
    done++;
    InfoStream infoStream = context.infoStream();
    long nowNs = System.nanoTime();
    if (nowNs - reportedNs >= reportNs && infoStream.isEnabled(BuildContext.COMPONENT)) {
      reportedNs = nowNs;
      infoStream.message(BuildContext.COMPONENT, phase + ": " + done * 100L / count + " % done");
    }
  }
}

package org.lucenediskann.codec;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.apache.lucene.util.IOUtils;

/**
 * Tasks of a build, shared by the calling thread and an executor's. None is left running behind the
 * caller's back, not even by an interrupt, for which Lucene's {@code TaskExecutor} stops waiting:
 * what the build closes then is still in use.
 */
final class TaskGroup {

  private TaskGroup() {}

  /**
   * Runs all tasks to their end; throws the first failure. An interrupt is kept for whoever waits
   * next.
   *
   * @param helpers runs what it gets to; the calling thread does the rest. What it throws but a
   *     rejection is a failure, thrown when all tasks have ended
   */
  static void run(List<Callable<Void>> tasks, Executor helpers) throws IOException {
    List<FutureTask<Void>> futures = tasks.stream().map(FutureTask::new).toList();
    Throwable failure = offer(futures, helpers);
    futures.forEach(FutureTask::run); // nothing happens to those that somebody has begun
    for (FutureTask<Void> future : futures) {
      Throwable next = failureOf(future);
      failure = next == null ? failure : IOUtils.useOrSuppress(failure, next);
    }
    if (failure != null) {
      throw IOUtils.rethrowAlways(failure);
    }
  }

  /** Offers all but the first; returns what an executor failed of, or null. */
  private static Throwable offer(List<FutureTask<Void>> futures, Executor helpers) {
    try {
      futures.stream().skip(1).forEach(helpers::execute);
      return null;
    } catch (
        @SuppressWarnings("unused")
        RejectedExecutionException e) {
      return null; // the rest is left to the calling thread
    } catch (Throwable t) {
      return t;
    }
  }

  /** What a task failed of, or null; waits for its end. */
  private static Throwable failureOf(FutureTask<Void> future) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          future.get();
          return null;
        } catch (
            @SuppressWarnings("unused")
            InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          return e.getCause();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

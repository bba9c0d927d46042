package org.lucenediskann.codec;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.apache.lucene.util.NamedThreadFactory;

/** What builds hand to several threads has ended when they go on. */
public class TestTaskGroup extends LuceneTestCase {

  private static final Executor NOBODY = task -> {};

  /** The helper's task ends only when the caller, interrupted before, waits for it. */
  public void testInterruptedCallerWaits() throws IOException {
    ExecutorService helper = Executors.newFixedThreadPool(1, new NamedThreadFactory("helper"));
    try {
      Thread caller = Thread.currentThread();
      AtomicBoolean begun = new AtomicBoolean();
      AtomicBoolean ended = new AtomicBoolean();
      Callable<Void> first =
          () -> {
            while (!begun.get()) {
              Thread.onSpinWait();
            }
            caller.interrupt();
            return null;
          };
      Callable<Void> second =
          () -> {
            begun.set(true);
            while (caller.getState() != Thread.State.WAITING || caller.isInterrupted()) {
              Thread.onSpinWait();
            }
            ended.set(true);
            return null;
          };
      TaskGroup.run(List.of(first, second), helper);
      assertTrue(ended.get());
      assertTrue("the interrupt is lost", Thread.interrupted());
    } finally {
      TestUtil.shutdownExecutorService(helper);
    }
  }

  public void testCallerRunsWhatNobodyTakes() throws IOException {
    AtomicInteger runs = new AtomicInteger();
    Callable<Void> task =
        () -> {
          runs.incrementAndGet();
          return null;
        };
    TaskGroup.run(List.of(task, task, task), NOBODY);
    assertEquals(3, runs.get());
  }

  public void testFirstFailureIsThrown() {
    Callable<Void> memory =
        () -> {
          throw new OutOfMemoryError("made up");
        };
    Callable<Void> disk =
        () -> {
          throw new IOException("made up");
        };
    for (Executor executor : new Executor[] {NOBODY, Runnable::run}) {
      Error e =
          expectThrows(
              OutOfMemoryError.class, () -> TaskGroup.run(List.of(memory, disk), executor));
      assertEquals(IOException.class, e.getSuppressed()[0].getClass());
      expectThrows(IOException.class, () -> TaskGroup.run(List.of(disk, memory), executor));
    }
  }

  /** Which task the helper has begun when its executor breaks does not matter: it ends first. */
  public void testBrokenExecutor() {
    ExecutorService helper = Executors.newFixedThreadPool(1, new NamedThreadFactory("helper"));
    try {
      AtomicInteger begun = new AtomicInteger();
      AtomicInteger ended = new AtomicInteger();
      Callable<Void> task =
          () -> {
            begun.incrementAndGet();
            while (begun.get() < 2) { // the caller goes on
              Thread.onSpinWait();
            }
            ended.incrementAndGet();
            return null;
          };
      OutOfMemoryError broken = new OutOfMemoryError("unable to create native thread");
      Executor breaking =
          future -> {
            if (begun.get() > 0) {
              throw broken;
            }
            helper.execute(future);
            while (begun.get() == 0) {
              Thread.onSpinWait();
            }
          };
      Error e =
          expectThrows(
              OutOfMemoryError.class, () -> TaskGroup.run(List.of(task, task, task), breaking));
      assertSame(broken, e);
      assertEquals(3, ended.get());
    } finally {
      TestUtil.shutdownExecutorService(helper);
    }
  }
}

package org.lucenediskann.benchmarks.measure;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import org.junit.Test;

public class TestStopwatch {
  private static final long BUSY_NS = 200_000_000;

  @Test
  public void countsWorkersButNotTheirWaiting() throws InterruptedException {
    Stopwatch stopwatch = new Stopwatch();
    Thread worker = new Thread(() -> stopwatch.runWorker(TestStopwatch::burn), "worker");
    worker.start();
    worker.join();
    Thread.sleep(100);

    Cost cost = stopwatch.elapsed();

    assertTrue("" + cost, cost.threadCpuSeconds() > .19);
    assertTrue("" + cost, cost.cpuSeconds() > .1);
    assertTrue("" + cost, cost.wallSeconds() > cost.threadCpuSeconds() + .05);
  }

  @Test
  public void aShortPhaseTakesNoLessThanNothing() {
    for (int i = 0; i < 1000; i++) {
      Cost cost = new Stopwatch().elapsed();
      assertTrue("" + cost, cost.cpuSeconds() >= 0);
    }
  }

  @Test
  public void compilerThreadsMayComeAndGo() {
    CompilerCpu before = new CompilerCpu(Map.of("1", 100L, "2", 50L));
    CompilerCpu after = new CompilerCpu(Map.of("1", 130L, "3", 7L));

    assertEquals(37, after.since(before));
  }

  private static void burn() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long end = threads.getCurrentThreadCpuTime() + BUSY_NS;
    while (threads.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
  }
}

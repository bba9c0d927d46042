package org.lucenediskann.benchmarks.index;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

public class TestIngestWatch {
  @Test
  public void splitsAtWindowsAndKeepsTheRest() {
    IngestWatch watch = new IngestWatch();
    for (int i = 0; i < 45; i++) {
      watch.added(500, i * 1000L);
    }
    watch.finished();
    watch.finished();

    assertEquals(
        List.of(10_000, 20_000, 22_500), watch.windows().stream().map(IngestWindow::docs).toList());
    assertTrue(watch.windows().stream().allMatch(window -> window.docsPerSecond() > 0));
    assertEquals(44e-6, watch.longestPauseSeconds(), 1e-12);
  }

  @Test
  public void putsWindowsTogetherToStretches() {
    IngestWatch watch = new IngestWatch();
    for (int i = 0; i < 7; i++) {
      watch.added(10_000, 1);
    }
    List<IngestWindow> windows = watch.windows();

    List<IngestWindow> stretches = watch.stretches(25_000);

    assertEquals(List.of(30_000, 70_000), stretches.stream().map(IngestWindow::docs).toList());
    assertEquals(30_000 / seconds(windows.subList(0, 3)), stretches.get(0).docsPerSecond(), 1);
    assertEquals(40_000 / seconds(windows.subList(3, 7)), stretches.get(1).docsPerSecond(), 1);
    assertEquals(windows, watch.stretches(100));
    assertEquals(1, watch.stretches(1_000_000).size());
  }

  private static double seconds(List<IngestWindow> windows) {
    return windows.stream().mapToDouble(window -> 10_000 / window.docsPerSecond()).sum();
  }
}

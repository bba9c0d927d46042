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
}

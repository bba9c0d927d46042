package org.lucenediskann.benchmarks.progress;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that redraws itself. */
final class ProgressBarDisplay implements Progress {
  private static final int REDRAW_MILLIS = 200;

  private final ProgressBar bar;

  ProgressBarDisplay(String task, long steps) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(steps)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(REDRAW_MILLIS)
            .build();
  }

  @Override
  public void step(long count) {
    bar.stepBy(count);
  }

  @Override
  public void phase(String name) {
    bar.setExtraMessage(name);
  }

  @Override
  public void close() {
    bar.close();
  }
}

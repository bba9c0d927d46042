package org.lucenediskann.benchmarks.index;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.index.MergePolicy.OneMerge;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.util.NamedThreadFactory;

/** Merges in the calling thread, which may take help from {@code threads - 1} others. */
final class CallerMergeScheduler extends SerialMergeScheduler {
  private final ExecutorService helpers; // null when there are none

  CallerMergeScheduler(int threads) {
    helpers =
        threads == 1
            ? null
            : Executors.newFixedThreadPool(threads - 1, new NamedThreadFactory("merge"));
  }

  @Override
  public Executor getIntraMergeExecutor(OneMerge merge) {
    return helpers == null ? super.getIntraMergeExecutor(merge) : helpers;
  }

  @Override
  public void close() {
    if (helpers != null) {
      helpers.shutdown();
    }
    super.close();
  }
}

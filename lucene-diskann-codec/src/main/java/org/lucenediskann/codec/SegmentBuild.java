package org.lucenediskann.codec;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.util.IORunnable;
import org.apache.lucene.util.InfoStream;
import org.apache.lucene.util.SameThreadExecutorService;
import org.lucenediskann.codec.build.BuildContext;
import org.lucenediskann.codec.build.TempFiles;

/**
 * What Lucene gives a build: nothing but a place to report to at a flush; threads, and the wish to
 * be asked whether it is still wanted, at a merge.
 *
 * @param tempFiles where a large build writes
 * @param abortCheck throws if the merge was aborted
 * @param infoStream where progress goes
 * @param executor runs tasks beside the calling thread; null = that thread alone
 * @param phaseNs receives the time of each phase of the build
 * @param parallelism tasks worth submitting at once. A merge scheduler does not say how many
 *     threads it has left; no more than there are processors
 */
record SegmentBuild(
    TempFiles tempFiles,
    IORunnable abortCheck,
    InfoStream infoStream,
    Executor executor,
    Map<String, Long> phaseNs,
    int parallelism)
    implements BuildContext {

  /**
   * A flush: never aborted.
   *
   * @param threads run its tasks
   */
  static SegmentBuild flushing(SegmentWriteState state, BuildThreads threads) {
    return new SegmentBuild(
        SegmentTempFile.of(state),
        () -> {},
        state.infoStream,
        threads.helpers(),
        new LinkedHashMap<>(),
        threads.count());
  }

  static SegmentBuild merging(MergeState merge, SegmentWriteState state) {
    Executor threads = merge.intraMergeTaskExecutor;
    boolean alone = threads == null || threads instanceof SameThreadExecutorService;
    return new SegmentBuild(
        SegmentTempFile.of(state),
        merge::checkAborted,
        state.infoStream,
        alone ? null : threads,
        new LinkedHashMap<>(),
        alone ? 1 : Runtime.getRuntime().availableProcessors());
  }

  @Override
  public void checkAborted() throws IOException {
    abortCheck.run();
  }

  /** The same, its messages preceded by a name. */
  SegmentBuild named(String name) {
    return new SegmentBuild(
        tempFiles,
        abortCheck,
        new NamedInfoStream(infoStream, name),
        executor,
        phaseNs,
        parallelism);
  }

  @Override
  public void phaseDone(String phase, long elapsedNs) {
    phaseNs.put(phase, elapsedNs);
  }

  @Override
  public void invokeAll(List<Callable<Void>> tasks) throws IOException {
    if (executor == null) {
      SERIAL.invokeAll(tasks);
    } else {
      TaskGroup.run(tasks, executor);
    }
  }
}

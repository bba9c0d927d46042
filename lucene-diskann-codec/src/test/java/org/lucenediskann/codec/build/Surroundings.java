package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.apache.lucene.search.TaskExecutor;
import org.apache.lucene.util.IORunnable;
import org.apache.lucene.util.InfoStream;
import org.lucenediskann.codec.kernel.DistanceKernel;

/**
 * A build context with everything to choose.
 *
 * @param parallelism workers at once
 * @param executor runs them; null = the calling thread
 * @param plainJava whether to use the kernel in plain Java
 * @param abortCheck run at every abort check
 * @param tempFiles where it may spill; null = nowhere
 */
public record Surroundings(
    int parallelism,
    Executor executor,
    boolean plainJava,
    InfoStream infoStream,
    IORunnable abortCheck,
    TempFiles tempFiles)
    implements BuildContext {

  public static final Surroundings SERIAL =
      new Surroundings(1, null, false, InfoStream.NO_OUTPUT, () -> {}, null);

  public Surroundings withThreads(int threads, Executor pool) {
    return new Surroundings(threads, pool, plainJava, infoStream, abortCheck, tempFiles);
  }

  public Surroundings withPlainJava() {
    return new Surroundings(parallelism, executor, true, infoStream, abortCheck, tempFiles);
  }

  public Surroundings withInfoStream(InfoStream stream) {
    return new Surroundings(parallelism, executor, plainJava, stream, abortCheck, tempFiles);
  }

  public Surroundings withAbortCheck(IORunnable check) {
    return new Surroundings(parallelism, executor, plainJava, infoStream, check, tempFiles);
  }

  public Surroundings withTempFiles(TempFiles files) {
    return new Surroundings(parallelism, executor, plainJava, infoStream, abortCheck, files);
  }

  @Override
  public void checkAborted() throws IOException {
    abortCheck.run();
  }

  @Override
  public DistanceKernel newKernel() {
    return plainJava ? DistanceKernel.scalar() : DistanceKernel.best();
  }

  @Override
  public void invokeAll(List<Callable<Void>> tasks) throws IOException {
    if (executor == null) {
      BuildContext.SERIAL.invokeAll(tasks);
    } else {
      new TaskExecutor(executor).invokeAll(tasks);
    }
  }
}

package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.lucene.util.InfoStream;
import org.lucenediskann.codec.kernel.DistanceKernel;

/**
 * Surroundings of a build that is one phase of greater work: its own phases are not counted, or
 * their time would be counted twice.
 */
public record PartContext(BuildContext whole) implements BuildContext {

  @Override
  public void checkAborted() throws IOException {
    whole.checkAborted();
  }

  @Override
  public InfoStream infoStream() {
    return whole.infoStream();
  }

  @Override
  public TempFiles tempFiles() {
    return whole.tempFiles();
  }

  @Override
  public int parallelism() {
    return whole.parallelism();
  }

  @Override
  public void invokeAll(List<Callable<Void>> tasks) throws IOException {
    whole.invokeAll(tasks);
  }

  @Override
  public DistanceKernel newKernel() {
    return whole.newKernel();
  }
}

package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.lucene.util.InfoStream;

/**
 * The same surroundings for a small build within a large one, whose phases nobody wants to hear of.
 */
public record SilentContext(BuildContext context) implements BuildContext {

  @Override
  public void checkAborted() throws IOException {
    context.checkAborted();
  }

  @Override
  public InfoStream infoStream() {
    return InfoStream.NO_OUTPUT;
  }

  @Override
  public int parallelism() {
    return context.parallelism();
  }

  @Override
  public void invokeAll(List<Callable<Void>> tasks) throws IOException {
    context.invokeAll(tasks);
  }
}

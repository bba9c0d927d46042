package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.lucene.util.InfoStream;
import org.lucenediskann.codec.kernel.DistanceKernel;

/** What a build gets from its surroundings: threads, a way to be stopped, a place to report to. */
public interface BuildContext {

  /** Component of all messages to the InfoStream. */
  String COMPONENT = "DISKANN";

  /** Throws if the work is no longer wanted; called often. */
  void checkAborted() throws IOException;

  /** Where progress goes. */
  InfoStream infoStream();

  /** Called when a phase of the build has ended. */
  default void phaseDone(String phase, long elapsedNs) {}

  /**
   * Where a build that outgrows its memory may write; null = nowhere, memory is not bounded then.
   */
  default TempFiles tempFiles() {
    return null;
  }

  /** How many tasks are worth submitting at once; 1 = everything on the calling thread. */
  int parallelism();

  /** Runs all tasks to their end, possibly on several threads; throws the first failure. */
  void invokeAll(List<Callable<Void>> tasks) throws IOException;

  /** A kernel for one worker. Whichever it is, the graph is the same. */
  default DistanceKernel newKernel() {
    return DistanceKernel.best();
  }

  /** One thread, never aborted, silent. */
  BuildContext SERIAL =
      new BuildContext() {
        @Override
        public void checkAborted() {}

        @Override
        public InfoStream infoStream() {
          return InfoStream.NO_OUTPUT;
        }

        @Override
        public int parallelism() {
          return 1;
        }

        @Override
        public void invokeAll(List<Callable<Void>> tasks) throws IOException {
          try {
            for (Callable<Void> task : tasks) {
              task.call();
            }
          } catch (IOException | RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new IOException(e);
          }
        }
      };
}

package org.lucenediskann.benchmarks.peer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.lucenediskann.benchmarks.measure.Cost;
import org.lucenediskann.benchmarks.search.Hits;

/** A library that makes an index of the rows of a data set, and searches it. */
interface Peer {
  /** Its name and version. */
  String library();

  /** Every parameter the build depends on, by name. */
  Map<String, Object> parameters();

  /** Makes an index of {@code rows} in {@code dir}, an empty folder: parts first, then one. */
  Built build(int[] rows, Path dir) throws IOException;

  /** Opens the index in {@code dir}, the last one that was built. */
  Searcher open(Path dir) throws IOException;

  /**
   * What a build took.
   *
   * @param index making the parts
   * @param merge making one of them
   */
  record Built(Cost index, Cost merge) {}

  /** An open index. */
  interface Searcher extends Closeable {
    /** The best {@code k} of {@code listSize} candidates, for one query at a time. */
    Hits search(float[] query, int k, int listSize) throws IOException;
  }
}

package org.lucenediskann.codec.tool;

import java.io.IOException;

/** What can be done with an index. */
@FunctionalInterface
interface Command {

  /**
   * Does it.
   *
   * @throws UsageException if an option's value makes no sense
   * @throws IOException if the index cannot be read or written
   */
  Report run(IndexFolder index, Options options, Progress progress) throws IOException;
}

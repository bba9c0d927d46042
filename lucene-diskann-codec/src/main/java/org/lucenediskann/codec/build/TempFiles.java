package org.lucenediskann.codec.build;

import java.io.IOException;

/** Where a build that outgrows its memory writes. */
@FunctionalInterface
public interface TempFiles {

  /**
   * Creates an empty file.
   *
   * @param purpose part of its name
   */
  TempFile create(String purpose) throws IOException;
}

package org.lucenediskann.codec.build;

import java.io.Closeable;
import java.io.IOException;
import org.lucenediskann.codec.kernel.RowBlock;
import org.lucenediskann.codec.kernel.RowReader;

/** A build's own copy of the vectors: written once, block by block, then read. */
sealed interface WorkingRows extends RowReader, Closeable permits HeapRows, FileRows {

  /** Rows of a block: {@link #put} begins at its multiples. */
  int BLOCK = 1024;

  /** Writes rows from {@code first} on. Threads may write different blocks. */
  void put(int first, RowBlock block) throws IOException;

  /** Ends writing. */
  void finish() throws IOException;

  /**
   * Rearranges the rows: row {@code i} becomes what row {@code order[i]} was.
   *
   * @return the rearranged rows; this instance is closed or the same
   */
  WorkingRows permute(int[] order, BuildContext context) throws IOException;
}

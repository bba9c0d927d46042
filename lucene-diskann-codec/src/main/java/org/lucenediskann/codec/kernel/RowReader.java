package org.lucenediskann.codec.kernel;

import java.io.IOException;

/**
 * Float rows with their squared norms, wherever they are kept.
 *
 * <p>An instance may keep a read position and is used by one thread; others take a {@link #copy()}.
 */
public interface RowReader {

  /** Number of rows. */
  int size();

  /** Floats of a row that carry values. */
  int dimension();

  /** Squared norm of a row. */
  float norm(int row);

  /** Writes a row, padded with zeros to {@link #stride} floats, to {@code dest} from there on. */
  void read(int row, float[] dest, int offset) throws IOException;

  /** The same rows for another thread. */
  RowReader copy() throws IOException;

  /** Floats of a padded row. */
  default int stride() {
    return RowMatrix.stride(dimension());
  }

  /** Writes rows {@code ids[from, to)} to a block. */
  default void gather(int[] ids, int from, int to, RowBlock block) throws IOException {
    block.prepare(to - from);
    for (int i = from; i < to; i++) {
      read(ids[i], block.rows, (i - from) * block.stride);
      block.norms[i - from] = norm(ids[i]);
    }
  }
}

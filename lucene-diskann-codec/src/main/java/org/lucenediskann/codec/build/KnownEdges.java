package org.lucenediskann.codec.build;

import java.io.IOException;

/** What is known beforehand of who is near whom, for instance from graphs of parts of the rows. */
public interface KnownEdges {

  /** Reads on one thread. */
  interface View {

    /**
     * Copies the known neighbors of an ordinal, in any order.
     *
     * @param dest receives at most {@link #maxCount} ordinals, none of them {@code ord}
     * @return how many
     */
    int neighbors(int ord, int[] dest) throws IOException;

    /** Most known neighbors of an ordinal. */
    int maxCount();
  }

  /** Opens a view for one thread. */
  View open() throws IOException;
}

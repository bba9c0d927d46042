package org.lucenediskann.codec.merge;

import java.io.IOException;

/** A way to find who might become a newcomer's neighbor. */
sealed interface NewcomerFinder permits WalkFinder, GroupFinder {

  /** Indexes of all newcomers, in the order in which to ask for them. */
  int[] order();

  /** A finder for one thread and some newcomers in a row. */
  Finder open(RowCache rows) throws IOException;

  /** Finds for one newcomer after the other. */
  interface Finder {

    /** Adds the candidates of a newcomer, the one with an index, to a list. */
    void find(int node, int index, NodeList list) throws IOException;
  }
}

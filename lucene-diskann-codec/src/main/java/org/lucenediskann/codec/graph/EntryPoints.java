package org.lucenediskann.codec.graph;

import java.util.SplittableRandom;

/**
 * Where searches start. A handful of random nodes, all scored first, brings a search as near to its
 * goal as the upper levels of a hierarchy do, and nearer than the medoid.
 */
public final class EntryPoints {

  private static final int MAX_COUNT = 16;
  private static final int NODES_PER_ENTRY = 64;

  private EntryPoints() {}

  /** Chooses among the given nodes; at least one, if there is any. */
  public static int[] choose(int[] nodes, long seed) {
    int count = Math.min(MAX_COUNT, (nodes.length + NODES_PER_ENTRY - 1) / NODES_PER_ENTRY);
    SplittableRandom random = new SplittableRandom(~seed);
    int[] chosen = new int[count];
    for (int i = 0; i < count; i++) {
      long from = (long) nodes.length * i / count;
      long to = (long) nodes.length * (i + 1) / count;
      chosen[i] = nodes[(int) random.nextLong(from, to)];
    }
    return chosen;
  }
}

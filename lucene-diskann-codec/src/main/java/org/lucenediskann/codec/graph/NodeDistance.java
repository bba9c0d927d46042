package org.lucenediskann.codec.graph;

import java.io.IOException;

/** Squared distance between the vectors of two nodes. */
@FunctionalInterface
public interface NodeDistance {

  /** Lower is nearer; never negative. */
  float between(int a, int b) throws IOException;
}

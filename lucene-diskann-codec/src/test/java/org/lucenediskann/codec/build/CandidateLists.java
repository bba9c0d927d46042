package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;

/** Candidates on the heap, node by node. */
record CandidateLists(Candidates logs) {

  CandidateLists(int size, int capacity) {
    this(new Candidates(size, capacity, new ChunkPool(Long.MAX_VALUE, null)));
  }

  /** A node's candidates, nearest first. */
  long[] of(int node) throws IOException {
    Candidates.Reader reader = logs.new Reader();
    reader.load(logs.rangeOf(node));
    long[] keys = new long[logs.capacity()];
    int count = reader.get(node, keys);
    return Arrays.copyOf(keys, count);
  }
}

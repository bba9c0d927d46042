package org.lucenediskann.benchmarks.index;

import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.MergePolicy;

/** Merging everything in one merge, neighbors in order of their age. */
final class AllAtOnce {
  private AllAtOnce() {}

  static MergePolicy policy() {
    LogDocMergePolicy policy = new LogDocMergePolicy();
    policy.setMergeFactor(Integer.MAX_VALUE);
    policy.setNoCFSRatio(0);
    return policy;
  }
}

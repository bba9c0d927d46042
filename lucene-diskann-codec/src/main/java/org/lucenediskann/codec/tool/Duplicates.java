package org.lucenediskann.codec.tool;

import java.io.IOException;
import java.util.Arrays;

/** Counts vectors that are there more than once. */
final class Duplicates {

  private static final int BETWEEN_REPORTS = 10_000;

  private Duplicates() {}

  /**
   * How many vectors equal one with a smaller ordinal, as far as a hash of 64 bits tells; takes 8
   * bytes of heap a vector.
   */
  static int count(StoredField field, Progress progress) throws IOException {
    StoredVectors vectors = field.vectors();
    long[] hashes = new long[vectors.values().size()];
    for (int ord = 0; ord < hashes.length; ord++) {
      hashes[ord] = vectors.hash(ord);
      if (ord % BETWEEN_REPORTS == 0) {
        progress.at(field.label() + ": looking for duplicates", ord, hashes.length);
      }
    }
    Arrays.sort(hashes);
    int duplicates = 0;
    for (int i = 1; i < hashes.length; i++) {
      duplicates += hashes[i] == hashes[i - 1] ? 1 : 0;
    }
    return duplicates;
  }
}

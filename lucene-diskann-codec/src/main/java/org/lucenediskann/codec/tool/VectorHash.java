package org.lucenediskann.codec.tool;

/** One hash of many elements, in their order. */
final class VectorHash {

  private static final long FACTOR = 0x9E3779B97F4A7C15L; // odd, its bits well spread

  private VectorHash() {}

  static long add(long hash, int element) {
    long product = (hash ^ element) * FACTOR + 1;
    return product ^ product >>> 32;
  }
}

package org.lucenediskann.it;

import java.util.Random;

/** Chooses by a test's own random source. */
final class RandomPick {

  private RandomPick() {}

  static <T> T of(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }
}

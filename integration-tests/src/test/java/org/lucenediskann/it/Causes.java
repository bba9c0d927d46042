package org.lucenediskann.it;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** Why something was thrown. */
final class Causes {

  private Causes() {}

  /** The fault is what was thrown, or its cause, or suppressed, however deep. */
  static void assertDueTo(Throwable thrown, String fault) {
    Deque<Throwable> pending = new ArrayDeque<>(List.of(thrown));
    while (!pending.isEmpty()) {
      Throwable next = pending.pop();
      if (next.toString().contains(fault)) {
        return;
      }
      Stream.concat(Stream.ofNullable(next.getCause()), Arrays.stream(next.getSuppressed()))
          .forEach(pending::push);
    }
    throw new AssertionError("not due to " + fault, thrown);
  }
}

package org.lucenediskann.opensearch;

import static org.junit.Assert.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for other nodes, which may take their time. */
public final class Replicas {

  private static final long PATIENCE_NS = TimeUnit.MINUTES.toNanos(5); // of a slow machine
  private static final int POLL_MILLIS = 100;
  private static final int POLLS_BETWEEN_NUDGES = 50;

  private Replicas() {}

  /** Waits until searches of replicas see so many documents. */
  public static void await(Http http, String index, int documents) {
    await(
        () -> http.post("/" + index + "/_count?preference=_replica", "{}"),
        answer -> answer.get("count").asInt() == documents,
        () -> change(http, index));
  }

  /**
   * Changes every shard, though no document. OpenSearch may leave a replica by segment behind its
   * primary until the primary changes again.
   */
  static void change(Http http, String index) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      lines.append("{\"delete\":{\"_id\":\"none").append(i).append("\"}}\n");
    }
    http.bulk(index, lines.toString());
    http.post("/" + index + "/_refresh");
  }

  /**
   * Asks until the answer is as wanted.
   *
   * @param nudge what to do every few seconds
   */
  static <T> void await(Supplier<T> question, Predicate<T> wanted, Runnable nudge) {
    long endNs = System.nanoTime() + PATIENCE_NS;
    T answer = question.get();
    for (int polls = 1; !wanted.test(answer); polls++) {
      assertTrue("after five minutes: " + answer, System.nanoTime() < endNs);
      pause();
      if (polls % POLLS_BETWEEN_NUDGES == 0) {
        nudge.run();
      }
      answer = question.get();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}

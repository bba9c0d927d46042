package org.lucenediskann.codec.search;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.apache.lucene.tests.util.LuceneTestCase;

public class TestCandidateQueue extends LuceneTestCase {

  private record Candidate(int ord, float score) {}

  /** Against java.util's queue, with many ties, extreme scores and pops in between. */
  public void testBestFirst() {
    CandidateQueue queue = new CandidateQueue();
    PriorityQueue<Candidate> oracle =
        new PriorityQueue<>(
            Comparator.comparing(Candidate::score, Comparator.reverseOrder())
                .thenComparing(Candidate::ord));
    for (int i = 0; i < 5000; i++) {
      if (oracle.isEmpty() || random().nextInt(5) > 1) {
        Candidate next = new Candidate(random().nextInt(Integer.MAX_VALUE), randomScore());
        queue.add(next.ord(), next.score());
        oracle.add(next);
      } else {
        popBoth(queue, oracle);
      }
    }
    while (!oracle.isEmpty()) {
      popBoth(queue, oracle);
    }
    assertTrue(queue.isEmpty());
  }

  public void testBestStay() {
    CandidateQueue queue = new CandidateQueue();
    queue.add(1, .5f);
    queue.add(2, .7f);
    queue.add(3, .6f);
    assertArrayEquals(new int[] {2, 3}, queue.best(2));
    assertArrayEquals(new int[] {2, 3, 1}, queue.best(4));
  }

  private static void popBoth(CandidateQueue queue, PriorityQueue<Candidate> oracle) {
    Candidate expected = oracle.remove();
    assertFalse(queue.isEmpty());
    assertEquals(expected.score(), queue.topScore(), 0f);
    assertEquals(expected.ord(), queue.pop());
  }

  private static float randomScore() {
    return switch (random().nextInt(4)) {
      case 0 -> random().nextInt(10) / 10f;
      case 1 -> -random().nextFloat() * Float.MAX_VALUE;
      case 2 -> Float.MIN_VALUE;
      default -> random().nextFloat();
    };
  }
}

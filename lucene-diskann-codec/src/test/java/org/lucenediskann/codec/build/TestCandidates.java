package org.lucenediskann.codec.build;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.apache.lucene.tests.util.LuceneTestCase;

public class TestCandidates extends LuceneTestCase {

  private record Offer(int node, long key) {}

  /** Few different distances and nodes: many offers come twice. */
  private static List<Offer> offers(int size, int count) {
    List<Offer> offers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int other = random().nextInt(200);
      float distance = other % 7 == 0 ? 0f : Math.scalb(1f + other % 5, other % 60 - 30);
      offers.add(new Offer(random().nextInt(size), Candidates.key(distance, other)));
    }
    return offers;
  }

  private static long[] expected(List<Offer> offers, int node, int capacity) {
    return offers.stream()
        .filter(offer -> offer.node == node)
        .mapToLong(Offer::key)
        .sorted()
        .distinct()
        .limit(capacity)
        .toArray();
  }

  private static void offer(Candidates candidates, List<Offer> offers) {
    for (Offer offer : offers) {
      candidates.offer(offer.node, new long[] {0, offer.key, 0}, 1, 1);
    }
  }

  private static void assertHolds(List<Offer> offers, int size, Candidates candidates) {
    long[] keys = new long[candidates.capacity()];
    for (int node = 0; node < size; node++) {
      int count = candidates.get(node, keys);
      assertArrayEquals(expected(offers, node, candidates.capacity()), Arrays.copyOf(keys, count));
    }
  }

  public void testNearestDistinctWhateverTheOrder() {
    for (int capacity : new int[] {1, 2, 4, 31, 64, 4096}) {
      int size = 1 + random().nextInt(20);
      List<Offer> offers = offers(size, 2000);
      for (int round = 0; round < 3; round++) {
        Candidates candidates = new Candidates(size, capacity);
        offer(candidates, offers);
        assertHolds(offers, size, candidates);
        assertHolds(offers, size, candidates);
        Collections.shuffle(offers, random());
      }
    }
  }

  public void testOffersAtOnce() {
    Candidates candidates = new Candidates(1, 8);
    long[] keys = LongStream.range(0, 100).map(i -> Candidates.key(100 - i, 3)).toArray();
    candidates.offer(0, keys, 10, 80);
    long[] kept = new long[8];
    assertEquals(8, candidates.get(0, kept));
    for (int i = 0; i < 8; i++) {
      assertEquals(11 + i, Candidates.distance(kept[i]), 0f);
      assertEquals(3, Candidates.node(kept[i]));
    }
  }

  public void testManyNodes() {
    int size = 3000;
    Candidates candidates = new Candidates(size, 4);
    List<Offer> offers = offers(size, 20_000);
    offer(candidates, offers);
    assertHolds(offers, size, candidates);
  }

  public void testKeysSortByDistanceThenNode() {
    float[] distances = {0f, Float.MIN_VALUE, 1e-30f, 1f, 1.5f, 1e30f, Float.MAX_VALUE};
    long last = -1;
    for (float distance : distances) {
      for (int node : new int[] {0, 1, 77, Integer.MAX_VALUE}) {
        long key = Candidates.key(distance, node);
        assertTrue(key > last);
        assertEquals(distance, Candidates.distance(key), 0f);
        assertEquals(node, Candidates.node(key));
        last = key;
      }
    }
  }

  /** Threads offer to the same nodes at the same time; nothing is lost. */
  public void testThreads() throws InterruptedException {
    int size = 300;
    List<Offer> offers = offers(size, 60_000);
    Candidates candidates = new Candidates(size, 16);
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      List<Offer> share = new ArrayList<>(offers.subList(i * 15_000, (i + 1) * 15_000));
      Collections.shuffle(share, new Random(random().nextLong()));
      Thread thread =
          new Thread(
              () -> {
                awaitUninterruptibly(start);
                offer(candidates, share);
              },
              "offer-" + i);
      threads.add(thread);
      thread.start();
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertHolds(offers, size, candidates);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}

package org.lucenediskann.codec.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.LuceneTestCase.SuppressFileSystems;

@SuppressFileSystems("ExtrasFS") // all files are counted
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

  private static void offer(Candidates.Sink sink, List<Offer> offers) throws IOException {
    for (Offer offer : offers) {
      sink.offer(offer.node, new long[] {0, offer.key, 0}, 1, 1);
    }
  }

  private static void assertHolds(List<Offer> offers, CandidateLists candidates)
      throws IOException {
    for (int node = 0; node < candidates.logs().size(); node++) {
      long[] expected = expected(offers, node, candidates.logs().capacity());
      assertArrayEquals(expected, candidates.of(node));
    }
  }

  public void testNearestDistinctWhateverTheOrder() throws IOException {
    for (int capacity : new int[] {1, 2, 4, 31, 64, 4096}) {
      int size = 1 + random().nextInt(20);
      List<Offer> offers = offers(size, 2000);
      for (int round = 0; round < 3; round++) {
        CandidateLists candidates = new CandidateLists(size, capacity);
        offer(candidates.logs().new Sink(), offers);
        assertHolds(offers, candidates);
        Collections.shuffle(offers, random());
      }
    }
  }

  public void testOffersAtOnce() throws IOException {
    CandidateLists candidates = new CandidateLists(1, 8);
    long[] keys = LongStream.range(0, 100).map(i -> Candidates.key(100 - i, 3)).toArray();
    candidates.logs().new Sink().offer(0, keys, 10, 80);
    long[] kept = candidates.of(0);
    assertEquals(8, kept.length);
    for (int i = 0; i < 8; i++) {
      assertEquals(11 + i, Candidates.distance(kept[i]), 0f);
      assertEquals(3, Candidates.node(kept[i]));
    }
  }

  /** Several ranges, the last of them not full; one reader for all. */
  public void testManyNodes() throws IOException {
    int size = 3000;
    CandidateLists candidates = new CandidateLists(size, 4);
    List<Offer> offers = offers(size, 20_000);
    offer(candidates.logs().new Sink(), offers);
    Candidates logs = candidates.logs();
    Candidates.Reader reader = logs.new Reader();
    assertTrue(logs.rangeCount() > 1);
    long[] keys = new long[4];
    int node = 0;
    for (int range = 0; range < logs.rangeCount(); range++) {
      reader.load(range);
      assertEquals(node, logs.firstNode(range));
      for (; node < logs.endNode(range); node++) {
        assertEquals(range, logs.rangeOf(node));
        int count = reader.get(node, keys);
        assertArrayEquals(expected(offers, node, 4), Arrays.copyOf(keys, count));
      }
    }
    assertEquals(size, node);
  }

  /** However little memory there is, the same comes out, and no file is left. */
  public void testSpilling() throws IOException {
    int size = 1500;
    List<Offer> offers = offers(size, 50_000);
    for (long maxBytes : new long[] {0, 100_000, Long.MAX_VALUE}) {
      try (Directory directory = newDirectory()) {
        ChunkPool pool = new ChunkPool(maxBytes, DirectoryTempFile.in(directory));
        try (Candidates logs = new Candidates(size, 8, pool)) {
          offer(logs.new Sink(), offers.subList(0, 20_000));
          offer(logs.new Sink(), offers.subList(20_000, 50_000));
          logs.finish();
          assertEquals(maxBytes != Long.MAX_VALUE, pool.hasSpilled());
          assertHolds(offers, new CandidateLists(logs));
        }
        assertEquals(0, directory.listAll().length);
      }
    }
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

  /**
   * Threads offer to the same nodes at the same time, each through its own sink; nothing is lost.
   */
  public void testThreads() throws IOException, InterruptedException {
    int size = 300;
    List<Offer> offers = offers(size, 60_000);
    CandidateLists candidates = new CandidateLists(size, 16);
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      List<Offer> share = new ArrayList<>(offers.subList(i * 15_000, (i + 1) * 15_000));
      Collections.shuffle(share, new Random(random().nextLong()));
      Thread thread =
          new Thread(
              () -> {
                awaitUninterruptibly(start);
                offerUnchecked(candidates.logs().new Sink(), share);
              },
              "offer-" + i);
      threads.add(thread);
      thread.start();
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertHolds(offers, candidates);
  }

  private static void offerUnchecked(Candidates.Sink sink, List<Offer> offers) {
    try {
      offer(sink, offers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.util.InfoStream;
import org.apache.lucene.util.NamedThreadFactory;
import org.lucenediskann.codec.graph.GraphValidator;
import org.lucenediskann.codec.graph.NeighborLists;

/** Same vectors, parameters and seed, same graph; and a build can be stopped anywhere. */
public class TestReproducibility extends LuceneTestCase {

  private static final BuildParameters PARAMETERS = new BuildParameters(16, 32, 1.2f, 4, 64, 3, 42);

  private ExecutorService pool;

  @Override
  public void setUp() throws Exception {
    super.setUp();
    pool = Executors.newFixedThreadPool(4, new NamedThreadFactory("build"));
  }

  @Override
  public void tearDown() throws Exception {
    pool.shutdown();
    assertTrue("a worker hangs", pool.awaitTermination(60, TimeUnit.SECONDS));
    super.tearDown();
  }

  private static void assertSameGraph(
      String message, NeighborLists expected, NeighborLists actual) {
    assertEquals(message, expected.size(), actual.size());
    assertArrayEquals(message, expected.entryPoints(), actual.entryPoints());
    int[] row = new int[expected.maxDegree()];
    int[] other = new int[actual.maxDegree()];
    for (int node = 0; node < expected.size(); node++) {
      int[] left = Arrays.copyOf(row, expected.neighbors(node, row));
      left = Arrays.copyOf(row, left.length);
      int[] right = Arrays.copyOf(other, actual.neighbors(node, other));
      right = Arrays.copyOf(other, right.length);
      assertArrayEquals(message + ", node " + node, left, right);
    }
  }

  private static List<ArrayRows> someData() {
    return List.of(
        ArrayRows.clusters(random(), 5000, 19, 10, 2),
        ArrayRows.grid(random(), 3000, 3, 12),
        flat(random(), 5000, 70),
        ArrayRows.gaussian(random(), 1000, 7).drawn(random(), 4000),
        ArrayRows.of(3000, 4, (ord, i) -> 1 + 1e-6f * random().nextFloat()));
  }

  /** Long vectors that differ in three directions only. */
  private static ArrayRows flat(Random random, int size, int dimension) {
    ArrayRows few = ArrayRows.gaussian(random, size, 3);
    return ArrayRows.of(
        size, dimension, (ord, i) -> few.vectors()[ord][i % 3] * (i + 1) + i / 1000f);
  }

  /** Now and then a worker is held up, so that the others overtake it. */
  private static void dawdle() {
    if (Thread.currentThread().hashCode() % 3 == 0) {
      Thread.yield();
    } else if (System.nanoTime() % 5 == 0) {
      LockSupport.parkNanos(200_000);
    }
  }

  public void testThreadsDoNotMatter() throws IOException {
    for (ArrayRows rows : someData()) {
      NeighborLists expected = BatchBuilder.build(rows, PARAMETERS, Surroundings.SERIAL);
      GraphValidator.check(expected);
      for (int threads : new int[] {1, 2, 5}) {
        Surroundings threaded =
            Surroundings.SERIAL
                .withThreads(threads, pool)
                .withAbortCheck(TestReproducibility::dawdle);
        NeighborLists actual = BatchBuilder.build(rows, PARAMETERS, threaded);
        assertSameGraph(threads + " threads", expected, actual);
      }
    }
  }

  public void testKernelsDoNotMatter() throws IOException {
    for (ArrayRows rows : someData()) {
      assertSameGraph(
          "plain Java",
          BatchBuilder.build(rows, PARAMETERS, Surroundings.SERIAL),
          BatchBuilder.build(rows, PARAMETERS, Surroundings.SERIAL.withPlainJava()));
    }
  }

  public void testSeedMatters() throws IOException {
    ArrayRows rows = ArrayRows.gaussian(random(), 3000, 10);
    NeighborLists first = BatchBuilder.build(rows, PARAMETERS, Surroundings.SERIAL);
    BuildParameters reseeded = new BuildParameters(16, 32, 1.2f, 4, 64, 3, 43);
    NeighborLists second = BatchBuilder.build(rows, reseeded, Surroundings.SERIAL);
    assertFalse(Arrays.equals(first.entryPoints(), second.entryPoints()));
  }

  /** Throws at one abort check only: a later one must not be needed. */
  public void testAbortsAtEveryCheck() throws IOException {
    ArrayRows rows = ArrayRows.gaussian(random(), 400, 5).drawn(random(), 3000);
    for (int threads : new int[] {1, 3}) {
      Surroundings surroundings = Surroundings.SERIAL.withThreads(threads, pool);
      AtomicInteger checks = new AtomicInteger();
      BatchBuilder.build(
          rows, PARAMETERS, surroundings.withAbortCheck(() -> checks.incrementAndGet()));
      int total = checks.get();
      assertTrue("checks: " + total, total > 20);
      int step = Math.max(1, total / atLeast(40));
      for (int at = 1; at <= total; at += step) {
        assertAbortsAt(rows, surroundings, at);
      }
      assertAbortsAt(rows, surroundings, total);
    }
  }

  private static void assertAbortsAt(ArrayRows rows, Surroundings surroundings, int at) {
    AtomicInteger checks = new AtomicInteger();
    IOException aborted = new IOException("aborted");
    Surroundings impatient =
        surroundings.withAbortCheck(
            () -> {
              if (checks.incrementAndGet() == at) {
                throw aborted;
              }
            });
    var e = expectThrows(IOException.class, () -> BatchBuilder.build(rows, PARAMETERS, impatient));
    assertSame("check " + at, aborted, e);
  }

  /** No phase takes long without asking whether it is still wanted. */
  public void testEveryPhaseChecks() throws IOException {
    StringBuffer events = new StringBuffer();
    ArrayRows rows = ArrayRows.gaussian(random(), 3000, 5);
    var stream =
        new InfoStream() {
          @Override
          public void message(String component, String message) {
            if (!message.endsWith("% done")) {
              events.append(message, 0, message.indexOf(':')).append(' ');
            }
          }

          @Override
          public boolean isEnabled(String component) {
            return true;
          }

          @Override
          public void close() {}
        };
    BatchBuilder.build(
        rows,
        PARAMETERS,
        Surroundings.SERIAL.withInfoStream(stream).withAbortCheck(() -> events.append('.')));
    String seen = events.toString();
    assertTrue(
        seen,
        seen.matches(
            "\\.+load \\.+compare \\.+overlap \\.+partition \\.+leaves \\.+prune \\.*connect "));
  }
}

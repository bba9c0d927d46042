package org.lucenediskann.codec.build;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.util.InfoStream;
import org.apache.lucene.util.NamedThreadFactory;

public class TestUnits extends LuceneTestCase {

  private ExecutorService pool;

  @Override
  public void setUp() throws Exception {
    super.setUp();
    pool = Executors.newFixedThreadPool(3, new NamedThreadFactory("units"));
  }

  @Override
  public void tearDown() throws Exception {
    pool.shutdown();
    assertTrue("a worker hangs", pool.awaitTermination(60, TimeUnit.SECONDS));
    super.tearDown();
  }

  public void testEachUnitOnce() throws IOException {
    for (int threads : new int[] {1, 2, 7}) {
      for (int count : new int[] {0, 1, 2, 6, 1000}) {
        AtomicIntegerArray done = new AtomicIntegerArray(Math.max(1, count));
        AtomicInteger workers = new AtomicInteger();
        AtomicInteger checks = new AtomicInteger();
        Units.run(
            Surroundings.SERIAL
                .withThreads(threads, pool)
                .withAbortCheck(() -> checks.incrementAndGet()),
            "test",
            count,
            () -> {
              workers.incrementAndGet();
              return done::incrementAndGet;
            });
        for (int unit = 0; unit < count; unit++) {
          assertEquals(1, done.get(unit));
        }
        assertTrue("workers: " + workers, workers.get() <= Math.min(threads, count));
        assertEquals("one check for each unit", count, checks.get());
      }
    }
  }

  /** Once a unit has failed, nobody begins another one. */
  public void testFirstFailureEndsAll() {
    int count = 100_000;
    for (int threads : new int[] {1, 3}) {
      IOException broken = new IOException("broken");
      AtomicInteger begun = new AtomicInteger();
      var e =
          expectThrows(
              IOException.class,
              () ->
                  Units.run(
                      Surroundings.SERIAL.withThreads(threads, pool),
                      "test",
                      count,
                      () ->
                          unit -> {
                            begun.incrementAndGet();
                            if (unit == 50) {
                              throw broken;
                            }
                            Thread.yield();
                          }));
      assertSame(broken, e);
      assertTrue("begun: " + begun, begun.get() < count / 2);
    }
  }

  public void testWorkerThatCannotBeMade() {
    IllegalStateException broken = new IllegalStateException("broken");
    var e =
        expectThrows(
            IllegalStateException.class,
            () ->
                Units.run(
                    Surroundings.SERIAL,
                    "test",
                    5,
                    () -> {
                      throw broken;
                    }));
    assertSame(broken, e);
  }

  /** Of units that end in any order, as many are told as are done. */
  public void testLongWorkSaysHowFarItIs() throws IOException {
    List<String> eighths =
        List.of("12", "25", "37", "50", "62", "75", "87", "100").stream()
            .map(percent -> "test: " + percent + " % done")
            .toList();
    assertEquals(eighths, reported(1, 0));
    assertEquals(eighths, reported(3, 0));
    assertEquals(List.of(), reported(1, Long.MAX_VALUE));
  }

  private List<String> reported(int threads, long reportNs) throws IOException {
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    var stream =
        new InfoStream() {
          @Override
          public void message(String component, String message) {
            assertEquals("DISKANN", component);
            lines.add(message);
          }

          @Override
          public boolean isEnabled(String component) {
            return true;
          }

          @Override
          public void close() {}
        };
    Surroundings surroundings =
        Surroundings.SERIAL.withThreads(threads, pool).withInfoStream(stream);
    Units.run(surroundings, "test", 8, reportNs, () -> unit -> {});
    return lines;
  }
}

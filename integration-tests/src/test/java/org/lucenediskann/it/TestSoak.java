package org.lucenediskann.it;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnCodec;
import org.lucenediskann.codec.DiskAnnParameters;
import org.lucenediskann.codec.SoundGraphs;

/**
 * Threads add, update, delete and search while segments are flushed, merged, force merged,
 * committed and rolled back: every reader holds exactly what it must, searches find it, and neither
 * threads nor memory grow. {@code -Ddiskann.soakSeconds=600} goes on for longer.
 */
public class TestSoak extends LuceneTestCase {

  private static final int SECONDS = Integer.getInteger("diskann.soakSeconds", 12);
  private static final int WRITERS = 2;
  private static final int SEARCHERS = 2;
  private static final int IDS_OF_WRITER = 1500;
  private static final int LIST_SIZE = 30;
  private static final double RECALL = .95; // mean of all searches

  private static final int ROUNDS = 6;
  private static final int MORE_THREADS = 3; // of the merge scheduler and the JVM
  private static final long MORE_BYTES = 16L << 20; // of heap, direct or mapped memory

  private final Ledger ledger = new Ledger(random().nextLong());
  private final AtomicLong operations = new AtomicLong();
  private final Map<Integer, Long> live = new ConcurrentHashMap<>();
  private final ReadWriteLock changes = new ReentrantReadWriteLock(); // write: nothing changes
  private final AtomicLong searches = new AtomicLong();
  private final AtomicLong missedPerMille = new AtomicLong();
  private Directory directory;
  private Map<Integer, Long> committed = Map.of();
  private volatile IndexWriter writer;
  private volatile View view;
  private volatile boolean over;
  private volatile Throwable failure;

  /** A reader and what it must hold. */
  private record View(DirectoryReader reader, Collection<Long> versions) {}

  /** Something to do again and again. */
  private interface Step {
    void run(Random random) throws IOException;
  }

  private static IndexWriterConfig config(DiskAnnCodec codec) {
    return new IndexWriterConfig()
        .setCodec(codec)
        .setMergeScheduler(new ConcurrentMergeScheduler())
        .setMergePolicy(new TieredMergePolicy().setSegmentsPerTier(4));
  }

  private static DiskAnnCodec codec() {
    return new DiskAnnCodec(
        DiskAnnParameters.defaults()
            .withMaxDegree(16)
            .withLeafSize(128)
            .withBits(RandomPick.of(random(), new Integer[] {0, 7, 8}))
            .withBuildThreads(1 + random().nextInt(2))
            .withDeferral(random().nextBoolean() ? Deferral.never() : Deferral.vectors(200)));
  }

  public void testEverythingAtOnce() throws IOException, InterruptedException {
    DiskAnnCodec codec = codec();
    Path folder = Path.of(createTempDir() + "/index"); // not that of a mock file system
    List<Thread> threads = new ArrayList<>();
    try (Directory opened = new MMapDirectory(folder)) {
      directory = opened;
      writer = new IndexWriter(directory, config(codec));
      view = new View(DirectoryReader.open(writer), List.of());
      for (int i = 0; i < WRITERS; i++) {
        int first = i * IDS_OF_WRITER;
        threads.add(start("writer-" + i, random -> change(random, first)));
      }
      for (int i = 0; i < SEARCHERS; i++) {
        threads.add(start("searcher-" + i, this::search));
      }
      try {
        runRounds(codec);
      } finally {
        over = true;
        for (Thread thread : threads) {
          thread.join();
        }
        view.reader().close();
        writer.close();
      }
      rethrow();
      assertLastCommit();
    }
  }

  private Thread start(String name, Step step) {
    Random random = new Random(random().nextLong());
    Thread thread =
        new Thread(
            () -> {
              try {
                while (!over) {
                  step.run(random);
                }
              } catch (Throwable t) {
                failure = t;
                over = true;
              }
            },
            name);
    thread.start();
    return thread;
  }

  private void rethrow() {
    if (failure != null) {
      throw new AssertionError(failure);
    }
  }

  /** Adds, replaces or deletes one document; no other thread has its id. */
  private void change(Random random, int firstId) throws IOException {
    int id = firstId + random.nextInt(IDS_OF_WRITER);
    Term term = new Term(Ledger.ID, Integer.toString(id));
    changes.readLock().lock();
    try {
      if (random.nextInt(5) == 0) {
        writer.deleteDocuments(term);
        live.remove(id);
      } else {
        long operation = operations.getAndIncrement();
        writer.updateDocument(term, ledger.document(id, operation));
        live.put(id, operation);
      }
    } finally {
      changes.readLock().unlock();
    }
  }

  private void search(Random random) throws IOException {
    View seen = view;
    if (seen.versions().isEmpty()) {
      Thread.yield(); // at first
    } else if (seen.reader().tryIncRef()) { // else there is a newer one
      try {
        double recall =
            ledger.recall(seen.reader(), seen.versions(), random.nextInt(1 << 20), LIST_SIZE);
        missedPerMille.addAndGet(Math.round(1000 * (1 - recall)));
        searches.incrementAndGet();
      } finally {
        seen.reader().decRef();
      }
    }
  }

  /** The test's own thread decides when readers, commits and writers change. */
  private void runRounds(DiskAnnCodec codec) throws IOException {
    Usage first = null;
    for (int round = 0; round < ROUNDS && !over; round++) {
      long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS) / ROUNDS;
      while (System.nanoTime() < endNs && !over) {
        awaitOperations(random().nextInt(500), endNs);
        decide(codec);
      }
      Usage now = usageAtRest();
      if (VERBOSE) {
        System.out.println(
            "round "
                + round
                + ": "
                + now
                + ", "
                + searches
                + " searches, "
                + operations
                + " written");
      }
      if (first == null || round == 1) {
        first = now; // the first rounds warm up
      }
      now.assertNotAbove(first);
    }
    rethrow();
    double recall = 1 - missedPerMille.get() / 1000.0 / searches.get();
    assertTrue("recall " + recall + " of " + searches, recall >= RECALL);
  }

  private void awaitOperations(int more, long endNs) {
    long until = operations.get() + more;
    while (operations.get() < until && System.nanoTime() < endNs && !over) {
      LockSupport.parkNanos(100_000);
    }
  }

  private void decide(DiskAnnCodec codec) throws IOException {
    int choice = random().nextInt(20);
    if (choice == 0) {
      writer.forceMerge(1 + random().nextInt(2), random().nextBoolean());
    }
    changes.writeLock().lock();
    try {
      if (choice == 1) {
        rollback(codec);
      } else if (choice < 5) {
        writer.commit();
        committed = Map.copyOf(live);
      }
      reopen();
    } finally {
      changes.writeLock().unlock();
    }
  }

  private void rollback(DiskAnnCodec codec) throws IOException {
    writer.rollback();
    live.clear();
    live.putAll(committed);
    writer = new IndexWriter(directory, config(codec));
  }

  private void reopen() throws IOException {
    DirectoryReader old = view.reader();
    DirectoryReader reader = DirectoryReader.open(writer);
    view = new View(reader, List.copyOf(live.values()));
    old.close();
    ledger.assertHolds(reader, live);
    SoundGraphs.check(reader);
  }

  private void assertLastCommit() throws IOException {
    TestUtil.checkIndex(directory);
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      ledger.assertHolds(reader, live);
    }
  }

  /** Memory and threads while nothing is written. */
  private Usage usageAtRest() throws IOException {
    changes.writeLock().lock();
    try {
      writer.forceMerge(1);
      reopen();
      return Usage.now();
    } finally {
      changes.writeLock().unlock();
    }
  }

  /**
   * What the JVM has in use.
   *
   * @param bytes of heap after a collection, and of each pool of buffers
   */
  private record Usage(int threads, Map<String, Long> bytes) {

    static Usage now() {
      System.gc();
      Map<String, Long> bytes = new HashMap<>();
      bytes.put("heap", heapAfterCollection()); // searches go on and make garbage
      for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
        bytes.put(pool.getName(), pool.getMemoryUsed());
      }
      return new Usage(ManagementFactory.getThreadMXBean().getThreadCount(), bytes);
    }

    private static long heapAfterCollection() {
      return ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
          .mapToLong(pool -> pool.getCollectionUsage().getUsed())
          .sum();
    }

    void assertNotAbove(Usage first) {
      assertTrue(this + " after " + first, threads <= first.threads + MORE_THREADS);
      bytes.forEach(
          (pool, now) ->
              assertTrue(
                  pool + ": " + this + " after " + first,
                  now <= first.bytes.get(pool) + MORE_BYTES));
    }
  }
}

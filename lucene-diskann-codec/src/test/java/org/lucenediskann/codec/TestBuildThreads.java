package org.lucenediskann.codec;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.MergeScheduler;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.apache.lucene.util.NamedThreadFactory;

/**
 * Threads of a flush or merge: the same bytes, and none is left (the framework looks for that as
 * well).
 */
public class TestBuildThreads extends LuceneTestCase {

  private static final int SIZE = 3000;
  private static final int DIMENSION = 12;

  private long seed;
  private Map<String, String> expected;

  @Override
  public void setUp() throws Exception {
    super.setUp();
    seed = random().nextLong();
    expected = flushed(new DiskAnnCodec(parameters(1)));
    assertEquals(expected.toString(), 4, expected.size());
  }

  private static DiskAnnParameters parameters(int threads) {
    return DiskAnnParameters.defaults().withLeafSize(64).withBuildThreads(threads);
  }

  public void testSameBytesFromThreadsOfItsOwn() throws IOException {
    for (int threads : new int[] {1, 2, 3, 5}) {
      assertEquals(expected, flushed(new DiskAnnCodec(parameters(threads))));
      assertFalse(threads + " threads", isAlive("diskann-build"));
    }
  }

  public void testSameBytesFromLentThreads() throws IOException {
    ExecutorService lent = Executors.newFixedThreadPool(2, new NamedThreadFactory("lent"));
    try {
      for (int threads : new int[] {2, 3, 5}) {
        AtomicInteger submitted = new AtomicInteger();
        Executor counting =
            task -> {
              submitted.incrementAndGet();
              lent.execute(task);
            };
        assertEquals(expected, flushed(new DiskAnnCodec(parameters(threads), counting)));
        assertTrue(threads + " threads", submitted.get() >= threads - 1);
        assertFalse(threads + " threads", isAlive("diskann-build"));
        assertFalse(lent.isShutdown());
      }
    } finally {
      TestUtil.shutdownExecutorService(lent);
    }
  }

  public void testSameBytesFromTheCallingThread() throws IOException {
    assertEquals(expected, flushed(new DiskAnnCodec(parameters(3), Runnable::run)));
  }

  /** The flushing thread does the work of helpers that never come. */
  public void testSaturatedExecutor() throws IOException {
    ExecutorService busy = Executors.newFixedThreadPool(1, new NamedThreadFactory("busy"));
    CountDownLatch flushed = new CountDownLatch(1);
    try {
      busy.execute(() -> await(flushed));
      assertEquals(expected, flushed(new DiskAnnCodec(parameters(3), busy)));
    } finally {
      flushed.countDown();
      TestUtil.shutdownExecutorService(busy);
    }
  }

  /** An indexing thread may be one of the executor's, even its only one. */
  public void testFlushOnTheLentThread() throws InterruptedException, ExecutionException {
    ExecutorService only = Executors.newFixedThreadPool(1, new NamedThreadFactory("only"));
    try {
      var flush = only.submit(() -> flushed(new DiskAnnCodec(parameters(3), only)));
      assertEquals(expected, flush.get());
    } finally {
      TestUtil.shutdownExecutorService(only);
    }
  }

  public void testRejectingExecutor() throws IOException {
    Executor rejecting =
        task -> {
          throw new RejectedExecutionException("closed");
        };
    assertEquals(expected, flushed(new DiskAnnCodec(parameters(2), rejecting)));
  }

  public void testExecutorWithoutUse() {
    for (ThrowingRunnable attempt :
        new ThrowingRunnable[] {
          () -> new DiskAnnVectorsFormat(parameters(1), Runnable::run),
          () -> new DiskAnnCodec(parameters(1), Runnable::run)
        }) {
      var e = expectThrows(IllegalArgumentException.class, attempt);
      assertEquals("an executor needs buildThreads of at least 2; buildThreads=1", e.getMessage());
    }
    expectThrows(
        NullPointerException.class, () -> new DiskAnnVectorsFormat(parameters(2), (Executor) null));
  }

  /** A large and a small segment, and two of a size: by different plans. */
  public void testSameBytesOfAMerge() throws IOException {
    ExecutorService lent = Executors.newFixedThreadPool(2, new NamedThreadFactory("lent"));
    try {
      for (int first : new int[] {SIZE - 40, SIZE - 400, SIZE / 2}) {
        Map<String, String> alone = merged(first, null);
        assertEquals(alone.toString(), 4, alone.size());
        assertEquals(alone, merged(first, lent));
      }
    } finally {
      TestUtil.shutdownExecutorService(lent);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isAlive(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.isAlive() && thread.getName().contains(name));
  }

  /** The vector files of one flushed segment, by extension, without ids and check sums. */
  private Map<String, String> flushed(DiskAnnCodec codec) throws IOException {
    try (Directory directory = new ByteBuffersDirectory()) {
      try (IndexWriter writer = new IndexWriter(directory, config(codec))) {
        add(writer, new Random(seed), SIZE);
      }
      return vectorFiles(directory);
    }
  }

  /** The same of a segment that was merged of two. */
  private Map<String, String> merged(int first, Executor executor) throws IOException {
    MergeScheduler scheduler =
        new SerialMergeScheduler() {
          @Override
          public Executor getIntraMergeExecutor(MergePolicy.OneMerge merge) {
            return executor;
          }
        };
    DiskAnnParameters parameters = parameters(1).withDeferral(Deferral.never());
    IndexWriterConfig config =
        config(new DiskAnnCodec(parameters))
            .setMergePolicy(new LogDocMergePolicy())
            .setMergeScheduler(scheduler);
    try (Directory directory = new ByteBuffersDirectory()) {
      try (IndexWriter writer = new IndexWriter(directory, config)) {
        Random values = new Random(seed);
        add(writer, values, first);
        writer.flush();
        add(writer, values, SIZE - first);
        writer.forceMerge(1);
      }
      return vectorFiles(directory);
    }
  }

  private static IndexWriterConfig config(DiskAnnCodec codec) {
    return new IndexWriterConfig()
        .setCodec(codec)
        .setUseCompoundFile(false)
        .setMergePolicy(NoMergePolicy.INSTANCE);
  }

  private static void add(IndexWriter writer, Random values, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      writer.addDocument(document(values));
    }
  }

  private static Map<String, String> vectorFiles(Directory directory) throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (String name : directory.listAll()) {
      String extension = name.substring(name.lastIndexOf('.') + 1);
      if (extension.startsWith("ve")) {
        files.put(extension, contents(directory, name));
      }
    }
    return files;
  }

  /** A digest of what is between header and footer. */
  private static String contents(Directory directory, String name) throws IOException {
    try (IndexInput in = directory.openInput(name, IOContext.READONCE)) {
      CodecUtil.readIndexHeader(in);
      byte[] bytes = new byte[(int) (in.length() - CodecUtil.footerLength() - in.getFilePointer())];
      in.readBytes(bytes, 0, bytes.length);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return bytes.length + " bytes " + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static Document document(Random values) {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) values.nextGaussian();
    }
    Document document = new Document();
    document.add(new KnnFloatVectorField("v", vector));
    return document;
  }
}

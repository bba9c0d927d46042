package org.lucenediskann.it;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexInput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.tests.mockfile.HandleTrackingFS;
import org.apache.lucene.tests.store.MockDirectoryWrapper;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.apache.lucene.util.InfoStream;
import org.apache.lucene.util.ThreadInterruptedException;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnCodec;
import org.lucenediskann.codec.DiskAnnParameters;
import org.lucenediskann.codec.SoundGraphs;

/**
 * Reads that fail, errors in the middle of a build, interrupts, too few file handles: the index is
 * as it was before, no file and no handle is left, what is thrown has the fault for its cause, and
 * the same work succeeds afterwards. ({@link TestWriteFailures} has failing writes.)
 */
public class TestFaults extends LuceneTestCase {

  private static final int BATCH = 70;

  /** What a writer does with its batch. */
  private interface Work {
    void run(IndexWriter writer) throws IOException;
  }

  private static final List<Work> FLUSH_AND_MERGE =
      List.of(IndexWriter::commit, writer -> writer.forceMerge(1));

  private static IndexWriterConfig config(int threads, int bits, InfoStream infoStream) {
    DiskAnnParameters parameters =
        DiskAnnParameters.defaults()
            .withDeferral(Deferral.never())
            .withBuildThreads(threads)
            .withBits(bits);
    return new IndexWriterConfig()
        .setCodec(new DiskAnnCodec(parameters))
        .setInfoStream(infoStream)
        .setUseCompoundFile(false)
        .setMergeScheduler(new SerialMergeScheduler())
        .setMergePolicy(new TieredMergePolicy());
  }

  private static IndexWriterConfig config(InfoStream infoStream) {
    return config(1 + random().nextInt(3), random().nextBoolean() ? 4 : 0, infoStream);
  }

  private static void addBatch(IndexWriter writer) throws IOException {
    for (int i = 0; i < BATCH; i++) {
      Document document = new Document();
      document.add(new KnnFloatVectorField("floats", new float[] {i, i % 7, 1}));
      if (i % 3 == 0) {
        document.add(new KnnByteVectorField("bytes", new byte[] {(byte) i, 3}));
      }
      writer.addDocument(document);
    }
  }

  private static void commitBatch(Directory directory) throws IOException {
    try (IndexWriter writer = new IndexWriter(directory, config(InfoStream.NO_OUTPUT))) {
      addBatch(writer);
    }
  }

  private static MockDirectoryWrapper directory() {
    MockDirectoryWrapper directory = new MockDirectoryWrapper(random(), new ByteBuffersDirectory());
    directory.setAllowRandomFileNotFoundException(false);
    directory.setRandomIOExceptionRate(0);
    return directory;
  }

  /** Adds a batch and works on it; returns what was thrown, or null. */
  private static Throwable attempt(Directory directory, InfoStream infoStream, Work work) {
    IndexWriter writer = null;
    try {
      writer = new IndexWriter(directory, config(infoStream));
      addBatch(writer);
      work.run(writer);
      Thread.interrupted(); // nobody noticed
      writer.close();
      return null;
    } catch (Throwable t) {
      rollback(writer, t);
      return t;
    }
  }

  private static void rollback(IndexWriter writer, Throwable t) {
    Thread.interrupted(); // somebody did
    try {
      if (writer != null) {
        writer.rollback();
      }
    } catch (IOException e) {
      t.addSuppressed(e);
      throw new AssertionError(t);
    }
  }

  /** The first batch, or both; nothing else in the directory; and work goes on. */
  private static void assertIntact(Directory directory, Throwable thrown, String[] before)
      throws IOException {
    if (thrown == null) {
      assertHolds(directory, 2 * BATCH);
      return;
    }
    assertNull(tempFile(directory));
    assertHolds(directory, BATCH);
    new IndexWriter(directory, config(InfoStream.NO_OUTPUT)).rollback(); // removes what is unused
    assertArrayEquals(indexFiles(before), indexFiles(directory.listAll()));
    assertNull(attempt(directory, InfoStream.NO_OUTPUT, writer -> writer.forceMerge(1)));
    assertHolds(directory, 2 * BATCH);
  }

  private static String tempFile(Directory directory) throws IOException {
    return Arrays.stream(directory.listAll())
        .filter(file -> file.contains("diskann_"))
        .findFirst()
        .orElse(null);
  }

  private static String[] indexFiles(String[] files) {
    return Arrays.stream(files).filter(file -> !file.equals("write.lock")).toArray(String[]::new);
  }

  private static void assertHolds(Directory directory, int documents) throws IOException {
    TestUtil.checkIndex(directory);
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      assertEquals(documents, reader.numDocs());
      SoundGraphs.check(reader);
      KnnFloatVectorQuery all = new KnnFloatVectorQuery("floats", new float[] {1, 2, 3}, 2 * BATCH);
      assertEquals(documents, new IndexSearcher(reader).count(all));
    }
  }

  /** Fails one of the reads of vector files and of temporary ones, and all that follow. */
  private static final class FaultyReads extends FilterDirectory {
    private static final String FAULT = "this read fails";
    private final AtomicInteger left;

    FaultyReads(Directory in, int sound) {
      super(in);
      left = new AtomicInteger(sound);
    }

    @Override
    public IndexInput openInput(String name, IOContext context) throws IOException {
      IndexInput input = in.openInput(name, context);
      String extension = name.substring(name.lastIndexOf('.') + 1);
      return extension.startsWith("ve") || extension.equals("tmp") ? new Input(input) : input;
    }

    private final class Input extends FilterIndexInput {

      Input(IndexInput in) {
        super("faulty " + in, in);
      }

      private void count() throws IOException {
        if (left.decrementAndGet() < 0) {
          throw new IOException(FAULT);
        }
      }

      @Override
      public byte readByte() throws IOException {
        count();
        return super.readByte();
      }

      @Override
      public void readBytes(byte[] b, int offset, int len) throws IOException {
        count();
        super.readBytes(b, offset, len);
      }

      @Override
      public IndexInput clone() {
        return new Input(in.clone());
      }

      @Override
      public IndexInput slice(String description, long offset, long length) throws IOException {
        return new Input(in.slice(description, offset, length));
      }
    }
  }

  public void testFailingReads() throws IOException {
    int failures = 0;
    for (Work work : FLUSH_AND_MERGE) {
      boolean failed = true;
      for (int sound = 0; failed; sound += 1 + random().nextInt(1 + sound / 3)) {
        try (MockDirectoryWrapper directory = directory()) {
          commitBatch(directory);
          String[] before = directory.listAll();
          FaultyReads faulty = new FaultyReads(directory, sound);
          Throwable thrown = attempt(faulty, InfoStream.NO_OUTPUT, work);
          failed = faulty.left.get() < 0;
          assertEquals(failed, thrown != null);
          if (failed) {
            Causes.assertDueTo(thrown, FaultyReads.FAULT);
            failures++;
          }
          assertIntact(directory, thrown, before);
        }
      }
    }
    assertTrue("failures: " + failures, failures > 10);
  }

  /** Searches fail as the reads do, and nobody notices afterwards. */
  public void testFailingReadsOfASearch() throws IOException {
    try (MockDirectoryWrapper directory = directory()) {
      commitBatch(directory);
      KnnFloatVectorQuery query = new KnnFloatVectorQuery("floats", new float[] {1, 2, 3}, 2);
      int failures = 0;
      boolean failed = true;
      for (int sound = 0; failed; sound += 1 + random().nextInt(1 + sound / 10)) {
        FaultyReads faulty = new FaultyReads(directory, sound);
        failed = false;
        try (DirectoryReader reader = DirectoryReader.open(faulty)) {
          assertEquals(2, new IndexSearcher(reader).search(query, 2).scoreDocs.length);
        } catch (IOException e) {
          Causes.assertDueTo(e, FaultyReads.FAULT);
          failed = true;
          failures++;
        }
      }
      assertTrue("failures: " + failures, failures > 10);
    }
  }

  /** Does something to the thread that builds when it says its n-th word. */
  private static final class AtMessage extends InfoStream {
    private final Runnable fault;
    private int left;
    private String message;

    AtMessage(int messages, Runnable fault) {
      this.left = messages;
      this.fault = fault;
    }

    @Override
    public synchronized void message(String component, String message) {
      if (left-- == 0) {
        this.message = message;
        fault.run();
      }
    }

    @Override
    public boolean isEnabled(String component) {
      return component.equals("DISKANN");
    }

    @Override
    public void close() {}
  }

  /** Tries many phases of builds, in turn, until there are no more. */
  private static void inEveryPhase(Runnable fault, String cause, boolean mustFail)
      throws IOException {
    for (Work work : FLUSH_AND_MERGE) {
      AtMessage at = new AtMessage(0, fault);
      int phases = 0;
      for (; phases == 0 || at.message != null; phases += 1 + random().nextInt(4)) {
        at = new AtMessage(phases, fault);
        try (MockDirectoryWrapper directory = directory()) {
          commitBatch(directory);
          String[] before = directory.listAll();
          Throwable thrown = attempt(directory, at, work);
          if (thrown != null) {
            Causes.assertDueTo(thrown, cause);
          }
          assertTrue(at.message, thrown != null || !mustFail || at.message == null);
          assertIntact(directory, thrown, before);
        }
      }
      assertTrue("phases: " + phases, phases > 10);
    }
  }

  public void testOutOfMemoryInEveryPhase() throws IOException {
    Runnable fault =
        () -> {
          throw new OutOfMemoryError("made up");
        };
    inEveryPhase(fault, "OutOfMemoryError: made up", true);
  }

  /** A build goes on or ends as Lucene's own waiting does. */
  public void testInterruptInEveryPhase() throws IOException {
    Runnable fault = () -> Thread.currentThread().interrupt();
    inEveryPhase(fault, ThreadInterruptedException.class.getName(), false);
  }

  /** Opens no more than so many files at once. */
  private static final class FewHandles extends HandleTrackingFS {
    private static final String FAULT = "Too many open files";
    private final AtomicInteger open = new AtomicInteger();
    private final int limit;

    FewHandles(FileSystem delegate, int limit) {
      super("fewhandles://", delegate);
      this.limit = limit;
    }

    @Override
    protected void onOpen(Path path, Object stream) throws IOException {
      if (open.incrementAndGet() > limit) { // it is closed then
        throw new FileSystemException(path.toString(), null, FAULT);
      }
    }

    @Override
    protected void onClose(Path path, Object stream) {
      open.decrementAndGet();
    }
  }

  public void testTooFewFileHandles() throws IOException {
    for (Work work : FLUSH_AND_MERGE) {
      int failures = 0;
      Throwable thrown;
      do {
        Path folder = createTempDir();
        try (Directory directory = new NIOFSDirectory(folder)) {
          commitBatch(directory);
          String[] before = directory.listAll();
          FewHandles few = new FewHandles(folder.getFileSystem(), 1 + failures);
          try (Directory limited = new NIOFSDirectory(few.wrapPath(folder))) {
            thrown = attempt(limited, InfoStream.NO_OUTPUT, work);
          }
          assertEquals(0, few.open.get());
          if (thrown != null) {
            Causes.assertDueTo(thrown, FewHandles.FAULT);
            failures++;
          }
          assertIntact(directory, thrown, before);
        }
      } while (thrown != null);
      assertTrue("failures: " + failures, failures > 5);
    }
  }
}

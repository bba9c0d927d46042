package org.lucenediskann.it;

import java.io.IOException;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.tests.store.MockDirectoryWrapper;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnCodec;
import org.lucenediskann.codec.DiskAnnParameters;

/**
 * Wherever writing fails, in a flush or a merge, nothing stays open, no file is left over, and what
 * was committed before can be read. The directory checks all that when it is closed.
 */
public class TestWriteFailures extends LuceneTestCase {

  private static final int BATCH = 70;
  private static final String PACKAGE = DiskAnnCodec.class.getPackageName() + ".";

  /**
   * Throws at one of this format's operations on the directory, and at all after it for a while.
   */
  private static final class FailFrom extends MockDirectoryWrapper.Failure {
    private final int operation;
    private int seen;
    private boolean over;

    FailFrom(int operation) {
      this.operation = operation;
    }

    /** Only where this format takes part: others have leaks of their own. */
    private static boolean isOurs() {
      return StackWalker.getInstance()
          .walk(frames -> frames.anyMatch(frame -> frame.getClassName().startsWith(PACKAGE)));
    }

    @Override
    public void eval(MockDirectoryWrapper directory) throws IOException {
      if (!over && isOurs() && seen++ >= operation) {
        throw new IOException("operation " + operation + " fails");
      }
    }

    void end() {
      over = true;
    }
  }

  private static IndexWriterConfig config(boolean sorted) {
    DiskAnnParameters parameters = DiskAnnParameters.defaults().withDeferral(Deferral.never());
    IndexWriterConfig config =
        new IndexWriterConfig()
            .setCodec(new DiskAnnCodec(parameters))
            .setUseCompoundFile(false)
            .setMergeScheduler(new SerialMergeScheduler())
            .setMergePolicy(new TieredMergePolicy());
    return sorted
        ? config.setIndexSort(new Sort(new SortField("order", SortField.Type.LONG)))
        : config;
  }

  private static void addBatch(IndexWriter writer) throws IOException {
    for (int i = 0; i < BATCH; i++) {
      Document document = new Document();
      document.add(new NumericDocValuesField("order", i * 31 % BATCH));
      document.add(new KnnFloatVectorField("floats", new float[] {i, i % 7, 1}));
      if (i % 3 == 0) {
        document.add(new KnnByteVectorField("bytes", new byte[] {(byte) i, 3}));
      }
      writer.addDocument(document);
    }
  }

  private static MockDirectoryWrapper directoryWithOneCommit(boolean sorted) throws IOException {
    MockDirectoryWrapper directory = new MockDirectoryWrapper(random(), new ByteBuffersDirectory());
    directory.setAllowRandomFileNotFoundException(false);
    try (IndexWriter writer = new IndexWriter(directory, config(sorted))) {
      addBatch(writer);
    }
    return directory;
  }

  /** What a writer does with its batch before it is closed. */
  private interface Work {
    void run(IndexWriter writer) throws IOException;
  }

  /** Whether that went well; otherwise takes back what is not committed. */
  private static boolean succeeds(
      MockDirectoryWrapper directory, boolean sorted, Work work, String fault, Runnable repair)
      throws IOException {
    IndexWriter writer = null;
    try {
      writer = new IndexWriter(directory, config(sorted));
      addBatch(writer);
      work.run(writer);
      writer.close();
      return true;
    } catch (IOException e) {
      Causes.assertDueTo(e, fault);
      repair.run();
      if (writer != null) {
        writer.rollback();
      }
      return false;
    }
  }

  /** What the index holds: the first commit, or both. */
  private static void assertReadable(MockDirectoryWrapper directory, boolean both)
      throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      int documents = reader.numDocs();
      assertTrue(documents == 2 * BATCH || (documents == BATCH && !both));
      KnnFloatVectorQuery all = new KnnFloatVectorQuery("floats", new float[] {1, 2, 3}, 2 * BATCH);
      assertEquals(documents, new IndexSearcher(reader).count(all));
    }
  }

  private static void failEverywhere(Work work) throws IOException {
    int failures = 0;
    boolean success = false;
    for (int operation = 0; !success; operation += 1 + random().nextInt(30)) {
      boolean sorted = random().nextBoolean();
      try (MockDirectoryWrapper directory = directoryWithOneCommit(sorted)) {
        FailFrom failure = new FailFrom(operation);
        directory.failOn(failure);
        success = succeeds(directory, sorted, work, "operation " + operation, failure::end);
        failure.end();
        assertReadable(directory, success);
        failures += success ? 0 : 1;
      }
    }
    assertTrue("failures: " + failures, failures > 5);
  }

  private static void fillDisk(Work work) throws IOException {
    int failures = 0;
    boolean success = false;
    for (int free = 10; !success; free += 1 + random().nextInt(3000)) {
      boolean sorted = false; // sorting stored fields leaves a temporary file open
      try (MockDirectoryWrapper directory = directoryWithOneCommit(sorted)) {
        directory.setMaxSizeInBytes(directory.sizeInBytes() + free);
        Runnable repair = () -> directory.setMaxSizeInBytes(0);
        success = succeeds(directory, sorted, work, "fake disk full", repair);
        directory.setMaxSizeInBytes(0);
        assertReadable(directory, success);
        failures += success ? 0 : 1;
      }
    }
    assertTrue("failures: " + failures, failures > 5);
  }

  public void testEveryOperationOfAFlush() throws IOException {
    failEverywhere(IndexWriter::commit);
  }

  public void testEveryOperationOfAMerge() throws IOException {
    failEverywhere(writer -> writer.forceMerge(1));
  }

  public void testFullDiskInAFlush() throws IOException {
    fillDisk(IndexWriter::commit);
  }

  public void testFullDiskInAMerge() throws IOException {
    fillDisk(writer -> writer.forceMerge(1));
  }
}

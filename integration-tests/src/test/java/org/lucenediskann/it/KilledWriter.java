package org.lucenediskann.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.PrintStreamInfoStream;
import org.lucenediskann.codec.Deferral;
import org.lucenediskann.codec.DiskAnnCodec;
import org.lucenediskann.codec.DiskAnnParameters;

/** Goes on with a ledger in an index, in a JVM of its own, until somebody kills that. */
final class KilledWriter {

  static final String OPERATIONS = "operations"; // in the commit: how many are in the index
  static final String COMMITTED = "committed "; // said with their number after a commit

  private static final int FLUSH_EVERY = 200;
  private static final int COMMIT_EVERY = 500;
  private static final int FORCE_MERGE_EVERY = 3000;
  private static final int ENOUGH = 200_000; // if nobody kills it

  private KilledWriter() {}

  static IndexWriterConfig config() {
    DiskAnnParameters parameters =
        DiskAnnParameters.defaults()
            .withDeferral(Deferral.never())
            .withMaxDegree(16)
            .withLeafSize(128);
    return new IndexWriterConfig()
        .setCodec(new DiskAnnCodec(parameters))
        .setMaxBufferedDocs(FLUSH_EVERY)
        .setRAMBufferSizeMB(IndexWriterConfig.DISABLE_AUTO_FLUSH)
        .setMergePolicy(new TieredMergePolicy().setSegmentsPerTier(3));
  }

  /**
   * Writes, and says every step of every flush and merge.
   *
   * @param args folder of the index, seed of the ledger
   */
  public static void main(String[] args) throws IOException {
    Ledger ledger = new Ledger(Long.parseLong(args[1]));
    try (Directory directory = new MMapDirectory(Path.of(args[0]));
        IndexWriter writer = new IndexWriter(directory, config().setInfoStream(new Steps()))) {
      long operation = operations(directory);
      while (operation < ENOUGH && !System.out.checkError()) {
        ledger.apply(operation++, writer);
        if (operation % FORCE_MERGE_EVERY == 0) {
          writer.forceMerge(1);
        }
        if (operation % COMMIT_EVERY == 0) {
          commit(writer, operation);
        }
      }
    }
  }

  static void commit(IndexWriter writer, long operations) throws IOException {
    writer.setLiveCommitData(Map.of(OPERATIONS, Long.toString(operations)).entrySet());
    writer.commit();
    System.out.println(COMMITTED + operations);
  }

  static long operations(Directory directory) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      String value = reader.getIndexCommit().getUserData().get(OPERATIONS);
      return value == null ? 0 : Long.parseLong(value);
    }
  }

  /** What this format says, to whom it may concern. */
  private static final class Steps extends PrintStreamInfoStream {

    Steps() {
      super(System.out);
    }

    @Override
    public boolean isEnabled(String component) {
      return component.equals("DISKANN");
    }
  }
}

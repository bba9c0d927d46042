package org.lucenediskann.benchmarks.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.InfoStream;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.progress.Progress;

/**
 * An index that rows of a data set come to and go from. Everything happens when it is asked for.
 */
public final class IndexSession implements Closeable {
  private static final int MAX_MB_PER_THREAD = 2047; // the most Lucene lets one buffer grow to

  private final Directory directory;
  private final IndexWriter writer;
  private final RowDocument document;
  private final WriteClock clock = new WriteClock();

  /**
   * Opens an index.
   *
   * @param dir its folder; where it is empty, so is the index
   * @param mergeThreads threads a merge may use
   * @param bytes whether vectors are stored as bytes
   * @param infoStream what Lucene and the format have to say
   */
  public IndexSession(
      DataSet data,
      FormatSpec format,
      Path dir,
      int mergeThreads,
      boolean bytes,
      InfoStream infoStream)
      throws IOException {
    this.document = new RowDocument(data.base(), data.metric().similarity(), bytes);
    this.directory = new MMapDirectory(dir);
    IndexWriterConfig config =
        new IndexWriterConfig()
            .setCodec(FormatSpec.codec(new TimedFormat(format.create(), clock)))
            .setUseCompoundFile(false)
            .setMaxBufferedDocs(Integer.MAX_VALUE)
            .setRAMBufferSizeMB(IndexWriterConfig.DISABLE_AUTO_FLUSH)
            .setRAMPerThreadHardLimitMB(MAX_MB_PER_THREAD)
            .setMergePolicy(NoMergePolicy.INSTANCE)
            .setMergeScheduler(new CallerMergeScheduler(mergeThreads))
            .setInfoStream(infoStream);
    this.writer = new IndexWriter(directory, config);
  }

  /** Adds rows and flushes them: one segment, or none if there are no rows. */
  public void add(int[] rows, Progress progress) throws IOException {
    for (int row : rows) {
      writer.addDocument(document.fill(row));
      progress.step(1);
    }
    writer.flush();
  }

  /** Deletes the documents of these rows that are in the index now. */
  public void delete(int[] rows) throws IOException {
    if (rows.length > 0) {
      long[] values = Arrays.stream(rows).asLongStream().toArray();
      writer.deleteDocuments(NumericDocValuesField.newSlowSetQuery(RowDocument.ROW, values));
    }
  }

  /** Merges all into one segment, or rewrites the only one if it has deletions; commits. */
  public void mergeAll() throws IOException {
    writer.getConfig().setMergePolicy(AllAtOnce.policy());
    writer.forceMerge(1);
    writer.getConfig().setMergePolicy(NoMergePolicy.INSTANCE);
    writer.commit();
  }

  /** Commits and merges what Lucene's own merge policy wants merged. */
  public void mergeByPolicy() throws IOException {
    TieredMergePolicy policy = new TieredMergePolicy();
    policy.setNoCFSRatio(0);
    writer.commit(); // a policy looks at what is flushed
    writer.getConfig().setMergePolicy(policy);
    writer.maybeMerge();
    writer.getConfig().setMergePolicy(NoMergePolicy.INSTANCE);
    writer.commit();
  }

  /** Writes everything to disk. */
  public void commit() throws IOException {
    writer.commit();
  }

  /** Times of flushes and merges so far. */
  public WriteClock clock() {
    return clock;
  }

  /** Segments of the last commit. */
  public int segmentCount() throws IOException {
    return new IndexFiles(directory).segmentCount();
  }

  /** Bytes of the last commit by file name extension. */
  public Map<String, Long> bytesByExtension() throws IOException {
    return new IndexFiles(directory).bytesByExtension();
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(writer, directory);
  }
}

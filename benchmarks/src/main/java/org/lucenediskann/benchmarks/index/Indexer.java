package org.lucenediskann.benchmarks.index;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.InfoStream;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.measure.Cost;
import org.lucenediskann.benchmarks.measure.Stopwatch;
import org.lucenediskann.benchmarks.progress.Progress;

/** Puts a data set through an IndexWriter and measures it. */
public final class Indexer {
  private static final int MAX_MB_PER_THREAD = 2047; // the most Lucene lets one buffer grow to

  private final DataSet data;
  private final IndexPlan plan;

  public Indexer(DataSet data, IndexPlan plan) {
    this.data = data;
    this.plan = plan;
  }

  /** Makes an index of the data in {@code dir}, an empty folder. */
  public IndexCost index(FormatSpec format, Path dir, Progress progress) throws IOException {
    return index(format, dir, progress, InfoStream.NO_OUTPUT);
  }

  /**
   * As {@link #index(FormatSpec, Path, Progress)}.
   *
   * @param infoStream what Lucene and the format have to say
   */
  public IndexCost index(FormatSpec format, Path dir, Progress progress, InfoStream infoStream)
      throws IOException {
    try (Directory directory = new MMapDirectory(dir);
        IndexWriter writer = new IndexWriter(directory, config(format, infoStream))) {
      IngestWatch watch = new IngestWatch();
      Cost index = addAll(writer, watch, progress);
      int flushed = new IndexFiles(directory).segmentCount();
      Cost merge = plan.forceMerge() ? mergeAll(writer, progress) : Cost.NONE;
      return new IndexCost(
          index,
          merge,
          flushed,
          watch.windows(),
          watch.longestPauseSeconds(),
          new IndexFiles(directory).bytesByExtension());
    }
  }

  private IndexWriterConfig config(FormatSpec format, InfoStream infoStream) {
    return new IndexWriterConfig()
        .setCodec(format.codec())
        .setOpenMode(IndexWriterConfig.OpenMode.CREATE)
        .setUseCompoundFile(false)
        .setMaxBufferedDocs(plan.docsPerFlush())
        .setRAMBufferSizeMB(IndexWriterConfig.DISABLE_AUTO_FLUSH)
        .setRAMPerThreadHardLimitMB(MAX_MB_PER_THREAD)
        .setMergePolicy(NoMergePolicy.INSTANCE)
        .setMergeScheduler(new CallerMergeScheduler(plan.threads()))
        .setInfoStream(infoStream);
  }

  private Cost addAll(IndexWriter writer, IngestWatch watch, Progress progress) throws IOException {
    Stopwatch stopwatch = new Stopwatch();
    new RowFeeder(data, plan, writer, Pace.of(0), watch, progress).feed(stopwatch);
    writer.commit();
    watch.finished();
    return stopwatch.elapsed();
  }

  private static Cost mergeAll(IndexWriter writer, Progress progress) throws IOException {
    progress.phase("force merge");
    Stopwatch stopwatch = new Stopwatch();
    writer.getConfig().setMergePolicy(AllAtOnce.policy());
    writer.forceMerge(1);
    writer.commit();
    return stopwatch.elapsed();
  }
}

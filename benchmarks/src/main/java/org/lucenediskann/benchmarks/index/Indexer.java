package org.lucenediskann.benchmarks.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.NamedThreadFactory;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.measure.Cost;
import org.lucenediskann.benchmarks.measure.Stopwatch;
import org.lucenediskann.benchmarks.progress.Progress;

/** Puts a data set through an IndexWriter and measures it. */
public final class Indexer {
  private static final int ROWS_PER_CLAIM = 50; // divides the windows that are timed
  private static final int MAX_MB_PER_THREAD = 2047; // the most Lucene lets one buffer grow to

  private final DataSet data;
  private final IndexPlan plan;

  public Indexer(DataSet data, IndexPlan plan) {
    this.data = data;
    this.plan = plan;
  }

  /** Makes an index of the data in {@code dir}, an empty folder. */
  public IndexCost index(FormatSpec format, Path dir, Progress progress) throws IOException {
    try (Directory directory = new MMapDirectory(dir);
        IndexWriter writer = new IndexWriter(directory, config(format))) {
      IngestWatch watch = new IngestWatch();
      Cost index = addAll(writer, watch, progress);
      int flushed = segmentCount(directory);
      Cost merge = plan.forceMerge() ? mergeAll(writer, progress) : Cost.NONE;
      return new IndexCost(
          index,
          merge,
          flushed,
          watch.windows(),
          watch.longestPauseSeconds(),
          bytesByExtension(directory));
    }
  }

  private IndexWriterConfig config(FormatSpec format) {
    return new IndexWriterConfig()
        .setCodec(format.codec())
        .setOpenMode(IndexWriterConfig.OpenMode.CREATE)
        .setUseCompoundFile(false)
        .setMaxBufferedDocs(plan.docsPerFlush())
        .setRAMBufferSizeMB(IndexWriterConfig.DISABLE_AUTO_FLUSH)
        .setRAMPerThreadHardLimitMB(MAX_MB_PER_THREAD)
        .setMergePolicy(NoMergePolicy.INSTANCE)
        .setMergeScheduler(new CallerMergeScheduler(plan.threads()));
  }

  private Cost addAll(IndexWriter writer, IngestWatch watch, Progress progress) throws IOException {
    Stopwatch stopwatch = new Stopwatch();
    if (plan.threads() == 1) {
      add(writer, new AtomicInteger(), progress, watch);
    } else {
      addOnThreads(writer, stopwatch, progress, watch);
    }
    writer.commit();
    watch.finished();
    return stopwatch.elapsed();
  }

  private void addOnThreads(
      IndexWriter writer, Stopwatch stopwatch, Progress progress, IngestWatch watch)
      throws IOException {
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService pool =
        Executors.newFixedThreadPool(plan.threads(), new NamedThreadFactory("index"))) {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < plan.threads(); i++) {
        workers.add(
            pool.submit(
                () -> stopwatch.runWorker(() -> addUnchecked(writer, next, progress, watch))));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("indexing failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void addUnchecked(
      IndexWriter writer, AtomicInteger next, Progress progress, IngestWatch watch) {
    try {
      add(writer, next, progress, watch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(IndexWriter writer, AtomicInteger next, Progress progress, IngestWatch watch)
      throws IOException {
    RowDocument document = new RowDocument(data.base(), data.metric().similarity(), plan.bytes());
    int[] order = plan.order();
    for (int from; (from = next.getAndAdd(ROWS_PER_CLAIM)) < order.length; ) {
      int to = Math.min(order.length, from + ROWS_PER_CLAIM);
      long startNs = System.nanoTime();
      for (int i = from; i < to; i++) {
        writer.addDocument(document.fill(order[i]));
      }
      watch.added(to - from, System.nanoTime() - startNs);
      progress.step(to - from);
    }
  }

  private static Cost mergeAll(IndexWriter writer, Progress progress) throws IOException {
    progress.phase("force merge");
    Stopwatch stopwatch = new Stopwatch();
    writer.getConfig().setMergePolicy(allAtOnce());
    writer.forceMerge(1);
    writer.commit();
    return stopwatch.elapsed();
  }

  private static MergePolicy allAtOnce() {
    LogDocMergePolicy policy = new LogDocMergePolicy();
    policy.setMergeFactor(Integer.MAX_VALUE);
    policy.setNoCFSRatio(0);
    return policy;
  }

  private static int segmentCount(Directory directory) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      return reader.leaves().size();
    }
  }

  private static Map<String, Long> bytesByExtension(Directory directory) throws IOException {
    Map<String, Long> bytes = new TreeMap<>();
    for (String file : directory.listAll()) {
      String extension = IndexFileNames.getExtension(file);
      if (file.equals(IndexWriter.WRITE_LOCK_NAME) == false) {
        bytes.merge(
            extension == null ? "segments" : extension, directory.fileLength(file), Long::sum);
      }
    }
    return bytes;
  }
}

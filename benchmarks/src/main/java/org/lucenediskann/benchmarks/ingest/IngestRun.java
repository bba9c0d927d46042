package org.lucenediskann.benchmarks.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.NamedThreadFactory;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.index.FlushTime;
import org.lucenediskann.benchmarks.index.IndexPlan;
import org.lucenediskann.benchmarks.index.IngestWatch;
import org.lucenediskann.benchmarks.index.Pace;
import org.lucenediskann.benchmarks.index.RowFeeder;
import org.lucenediskann.benchmarks.index.TimedFormat;
import org.lucenediskann.benchmarks.index.WriteClock;
import org.lucenediskann.benchmarks.measure.Cost;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.measure.Latencies;
import org.lucenediskann.benchmarks.measure.Stopwatch;
import org.lucenediskann.benchmarks.progress.Progress;
import org.lucenediskann.benchmarks.search.Recall;
import org.lucenediskann.benchmarks.search.SearchQuality;

/**
 * Puts a data set through an IndexWriter as a live system would: Lucene's own merge policy and
 * scheduler, a reader that is reopened and searched meanwhile.
 */
final class IngestRun {
  private static final int PROBE_QUERIES = 20;

  /** What a build holds for a vector beside its numbers, and some for the document. */
  private static final int BYTES_BESIDE_VECTOR = 1024;

  private final DataSet data;
  private final Recall recall;
  private final IngestPlan plan;
  private final float[][] queries;

  IngestRun(DataSet data, Recall recall, IngestPlan plan) {
    this.data = data;
    this.recall = recall;
    this.plan = plan;
    this.queries = new float[data.queries().size()][];
    Arrays.setAll(queries, data.queries()::row);
  }

  /** Ingests with {@code format} into {@code dir}, an empty folder. */
  IngestRecord run(FormatSpec format, Path dir, Progress progress) throws IOException {
    WriteClock clock = new WriteClock();
    IngestWatch watch = new IngestWatch();
    try (Directory directory = new MMapDirectory(dir)) {
      IndexWriter writer = new IndexWriter(directory, config(format, clock));
      try (writer) {
        SearchProbe probe = new SearchProbe(writer, plan, probeQueries());
        Stopwatch stopwatch = new Stopwatch();
        feed(writer, watch, probe, stopwatch, progress);
        Cost added = stopwatch.elapsed();
        progress.phase("merging");
        SearchQuality afterFlush = quality(dir);
        Cost measured = stopwatch.elapsed();
        writer.close(); // waits for merges
        Cost total = stopwatch.elapsed();
        double queryCpu =
            probe.searchCpuSeconds() + measured.threadCpuSeconds() - added.threadCpuSeconds();
        return record(
            format, clock, watch, probe, added, total, queryCpu, afterFlush, quality(dir));
      }
    }
  }

  private IndexWriterConfig config(FormatSpec format, WriteClock clock) {
    TieredMergePolicy mergePolicy = new TieredMergePolicy();
    if (!plan.compoundFiles()) {
      mergePolicy.setNoCFSRatio(0);
    }
    return new IndexWriterConfig()
        .setCodec(FormatSpec.codec(new TimedFormat(format.create(), clock)))
        .setMaxBufferedDocs(plan.buffer())
        .setRAMBufferSizeMB(ramBufferMb())
        .setUseCompoundFile(plan.compoundFiles())
        .setMergePolicy(mergePolicy)
        .setMergeScheduler(scheduler());
  }

  /**
   * Room for a full buffer of each indexing thread, as the format that counts most for one takes:
   * its vectors twice and what building a graph holds. Without such a limit a writer takes in
   * whatever comes while it is reopened, and its threads then flush for as long as that takes.
   */
  private double ramBufferMb() {
    long vector = 2L * Float.BYTES * data.base().dimension() + BYTES_BESIDE_VECTOR;
    return Math.max(
        IndexWriterConfig.DEFAULT_RAM_BUFFER_SIZE_MB,
        (double) plan.threads() * plan.buffer() * vector / (1 << 20));
  }

  /** Lucene's own, which makes adding wait at a few unfinished merges unless told otherwise. */
  private ConcurrentMergeScheduler scheduler() {
    ConcurrentMergeScheduler scheduler = new ConcurrentMergeScheduler();
    if (plan.pendingMerges() > 0) {
      int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2); // its default
      scheduler.setMaxMergesAndThreads(Math.max(threads, plan.pendingMerges()), threads);
    }
    return scheduler;
  }

  private float[][] probeQueries() {
    return Arrays.copyOf(queries, Math.min(PROBE_QUERIES, queries.length));
  }

  private void feed(
      IndexWriter writer,
      IngestWatch watch,
      SearchProbe probe,
      Stopwatch stopwatch,
      Progress progress)
      throws IOException {
    int[] rows = IntStream.range(0, data.base().size()).toArray();
    IndexPlan rowPlan = new IndexPlan(rows, plan.buffer(), false, plan.threads(), false);
    try (ExecutorService pool =
        Executors.newSingleThreadExecutor(new NamedThreadFactory("reopen"))) {
      Future<?> probing = pool.submit(probe);
      try {
        Pace pace = Pace.of(plan.docsPerSecond());
        new RowFeeder(data, rowPlan, writer, pace, watch, progress).feed(stopwatch);
        writer.flush();
        watch.finished();
        writer.commit();
      } finally {
        probe.stop();
      }
      probing.get();
    } catch (ExecutionException e) {
      throw new IOException("searching while indexing failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private SearchQuality quality(Path dir) throws IOException {
    return SearchQuality.measure(dir, queries, recall, plan.k(), plan.listSize());
  }

  private Double recallDuring(SearchProbe probe) {
    PrefixFloors floors = new PrefixFloors(data, probeQueries(), plan.k());
    double sum = 0;
    for (SearchProbe.Sample sample : probe.samples()) {
      floors.extendTo(sample.docs());
      sum += floors.recall(sample.query(), sample.rows());
    }
    return probe.samples().isEmpty() ? null : sum / probe.samples().size();
  }

  private IngestRecord record(
      FormatSpec format,
      WriteClock clock,
      IngestWatch watch,
      SearchProbe probe,
      Cost added,
      Cost total,
      double queryCpu,
      SearchQuality afterFlush,
      SearchQuality afterMerge) {
    WindowRates windows = WindowRates.of(watch.windows());
    WindowRates cycles = WindowRates.of(watch.stretches(plan.buffer() * plan.threads()));
    double[] flushMs = clock.flushes().stream().mapToDouble(FlushTime::ms).sorted().toArray();
    return new IngestRecord(
        format.label(),
        format.parameters(),
        data.name(),
        data.base().size(),
        data.base().dimension(),
        plan.buffer(),
        plan.threads(),
        plan.docsPerSecond(),
        plan.reopenEveryMs(),
        plan.searchesPerReopen(),
        ramBufferMb(),
        plan.pendingMerges(),
        plan.compoundFiles(),
        watch.windows(),
        windows.median(),
        windows.worst(),
        cycles.median(),
        cycles.worst(),
        watch.longestPauseSeconds(),
        added.wallSeconds(),
        total.wallSeconds(),
        total.cpuSeconds() - queryCpu,
        added.threadCpuSeconds(),
        clock.flushes(),
        flushMs[flushMs.length / 2],
        flushMs[flushMs.length - 1],
        clock.merges(),
        clock.mergeSeconds(),
        probe.reopenNs().length,
        percentile(probe.reopenNs(), .5, 1e-3),
        percentile(probe.reopenNs(), .99, 1e-3),
        percentile(probe.searchNs(), .5, 1),
        percentile(probe.searchNs(), .99, 1),
        recallDuring(probe),
        afterFlush,
        afterMerge,
        Environment.detect());
  }

  private static Double percentile(long[] timesNs, double fraction, double usToUnit) {
    return timesNs.length == 0 ? null : new Latencies(timesNs).percentileUs(fraction) * usToUnit;
  }
}

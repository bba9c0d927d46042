package org.lucenediskann.benchmarks.flush;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.InfoStream;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.graph.GraphHealth;
import org.lucenediskann.benchmarks.graph.GraphInspector;
import org.lucenediskann.benchmarks.index.FlushTime;
import org.lucenediskann.benchmarks.index.IndexSession;
import org.lucenediskann.benchmarks.measure.Cost;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.measure.Stopwatch;
import org.lucenediskann.benchmarks.progress.Progress;
import org.lucenediskann.benchmarks.search.Recall;
import org.lucenediskann.benchmarks.search.SearchQuality;

/** Indexes the same documents in flushes of one size, looks at what came out, and merges it. */
final class FlushRun {
  private final DataSet data;
  private final Recall recall;
  private final int buffer;
  private final int k;
  private final int listSize;
  private final float[][] queries;

  FlushRun(DataSet data, Recall recall, int buffer, int k, int listSize) {
    this.data = data;
    this.recall = recall;
    this.buffer = buffer;
    this.k = k;
    this.listSize = listSize;
    this.queries = new float[data.queries().size()][];
    Arrays.setAll(queries, data.queries()::row);
  }

  /** Works in {@code dir}, an empty folder, and empties it again. */
  FlushRecord run(FormatSpec format, Path dir) throws IOException {
    String task = format.label() + ", buffer " + buffer;
    try (Progress progress = Progress.start(task, data.base().size());
        IndexSession index = new IndexSession(data, format, dir, 1, false, InfoStream.NO_OUTPUT)) {
      List<Double> cyclesMs = new ArrayList<>();
      Stopwatch indexing = new Stopwatch();
      addAll(index, cyclesMs, progress);
      Cost indexed = indexing.elapsed();
      index.commit(); // not counted: a matter of the disk, and as much for any format
      SearchQuality afterFlush = quality(dir);
      GraphHealth flushedGraphs = GraphInspector.inspect(dir);
      List<FlushTime> flushes = index.clock().flushes();
      progress.phase("merge");
      Stopwatch merging = new Stopwatch();
      index.mergeAll();
      Cost merged = merging.elapsed();
      return record(
          format,
          flushes,
          cyclesMs,
          indexed,
          merged,
          afterFlush,
          quality(dir),
          flushedGraphs,
          GraphInspector.inspect(dir));
    } finally {
      IOUtils.rm(dir);
    }
  }

  private void addAll(IndexSession index, List<Double> cyclesMs, Progress progress)
      throws IOException {
    int size = data.base().size();
    for (int from = 0; from < size; from += buffer) {
      long startNs = System.nanoTime();
      index.add(IntStream.range(from, Math.min(size, from + buffer)).toArray(), progress);
      cyclesMs.add((System.nanoTime() - startNs) / 1e6);
    }
  }

  private SearchQuality quality(Path dir) throws IOException {
    return SearchQuality.measure(dir, queries, recall, k, listSize);
  }

  private FlushRecord record(
      FormatSpec format,
      List<FlushTime> flushes,
      List<Double> cyclesMs,
      Cost indexed,
      Cost merged,
      SearchQuality afterFlush,
      SearchQuality afterMerge,
      GraphHealth flushedGraphs,
      GraphHealth mergedGraph) {
    double[] flushMs = flushes.stream().mapToDouble(FlushTime::ms).sorted().toArray();
    double[] cycleMs = cyclesMs.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new FlushRecord(
        format.label(),
        format.parameters(),
        data.name(),
        data.base().size(),
        data.base().dimension(),
        buffer,
        k,
        listSize,
        flushes,
        flushMs[flushMs.length / 2],
        flushMs[flushMs.length - 1],
        cycleMs[cycleMs.length / 2],
        cycleMs[cycleMs.length - 1],
        indexed.cpuSeconds(),
        indexed.wallSeconds(),
        merged.cpuSeconds(),
        afterFlush,
        afterMerge,
        flushedGraphs,
        mergedGraph,
        Environment.detect());
  }
}

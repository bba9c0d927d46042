package org.lucenediskann.benchmarks.concurrent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.lucene.util.InfoStream;
import org.lucenediskann.benchmarks.cli.IntList;
import org.lucenediskann.benchmarks.cli.MeasureOptions;
import org.lucenediskann.benchmarks.cli.SizedDataOptions;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.index.IndexSession;
import org.lucenediskann.benchmarks.index.WorkFolder;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.measure.Latencies;
import org.lucenediskann.benchmarks.progress.Progress;
import org.lucenediskann.benchmarks.search.OpenIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code benchmarks/run concurrent}: threads that search one reader, also during a merge. */
@Command(
    name = "concurrent",
    description = {
      "Searches one reader of several segments with several threads, and while another thread",
      "merges all of them into one."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class ConcurrentCommand implements Callable<Integer> {
  @Mixin private MeasureOptions measure;
  @Mixin private SizedDataOptions sizedData;

  @Option(names = "--docs", defaultValue = "50000", description = "documents")
  private int docs;

  @Option(names = "--segments", defaultValue = "4", description = "of equal size")
  private int segments;

  @Option(
      names = "--search-threads",
      defaultValue = "1,2",
      converter = IntList.Converter.class,
      description = "threads that search")
  private IntList threads;

  @Option(names = "--seconds", defaultValue = "5", description = "of searching without a merge")
  private double seconds;

  @Option(names = "--list-size", defaultValue = "40", description = "candidates of each segment")
  private int listSize;

  @Option(names = "--queries", defaultValue = "500", description = "queries, of --data at most")
  private int queries;

  @Override
  public Integer call() throws IOException {
    check();
    DataSet data = sizedData.open(docs, queries);
    List<ConcurrentRecord> records = new ArrayList<>();
    try (WorkFolder work = WorkFolder.open(Optional.empty())) {
      for (FormatSpec format : measure.formats()) {
        records.addAll(run(data, format, work.fresh("index")));
      }
    }
    System.out.print(new ConcurrentReport(records).text());
    measure.write(records);
    return 0;
  }

  private void check() {
    measure.check();
    if (IntStream.of(threads.values()).anyMatch(count -> count < 1)
        || queries < 1
        || segments < 1
        || docs < segments
        || !(seconds >= 0)
        || listSize < measure.k()) {
      throw new DataException(
          "--search-threads, --queries and --segments must be at least 1, --docs at least"
              + " --segments, --seconds at least 0, --list-size at least k");
    }
  }

  private List<ConcurrentRecord> run(DataSet data, FormatSpec format, Path dir) throws IOException {
    List<ConcurrentRecord> records = new ArrayList<>();
    try (IndexSession session =
        new IndexSession(data, format, dir, 1, false, InfoStream.NO_OUTPUT)) {
      add(session, format);
      try (OpenIndex index = new OpenIndex(dir, false, format::collector)) {
        SearchLoad load = new SearchLoad(index, data.queries(), measure.k(), listSize);
        SearchLoad.Meanwhile rest = () -> Thread.sleep(Math.round(seconds * 1000));
        load.timesNs(1, rest); // compiles
        for (int count : threads.values()) {
          records.add(measure(load, index, data, format, count, false, rest));
        }
        records.add(measure(load, index, data, format, 1, true, session::mergeAll));
      }
    }
    return records;
  }

  private void add(IndexSession session, FormatSpec format) throws IOException {
    try (Progress progress = Progress.start(format.label(), docs)) {
      for (int segment = 0; segment < segments; segment++) {
        int from = (int) ((long) docs * segment / segments);
        int to = (int) ((long) docs * (segment + 1) / segments);
        session.add(IntStream.range(from, to).toArray(), progress);
      }
    }
    session.commit();
  }

  private ConcurrentRecord measure(
      SearchLoad load,
      OpenIndex index,
      DataSet data,
      FormatSpec format,
      int count,
      boolean merging,
      SearchLoad.Meanwhile meanwhile)
      throws IOException {
    long from = System.nanoTime();
    long[] timesNs = load.timesNs(count, meanwhile);
    double elapsed = (System.nanoTime() - from) / 1e9;
    Latencies latencies = new Latencies(timesNs);
    return new ConcurrentRecord(
        format.label(),
        format.parameters(),
        data.name(),
        docs,
        data.base().dimension(),
        index.segments(),
        measure.k(),
        listSize,
        count,
        merging,
        elapsed,
        timesNs.length / elapsed,
        latencies.percentileUs(.5),
        latencies.percentileUs(.99),
        Environment.detect());
  }
}

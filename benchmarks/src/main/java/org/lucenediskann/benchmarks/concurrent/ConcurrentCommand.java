package org.lucenediskann.benchmarks.concurrent;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.InfoStream;
import org.lucenediskann.benchmarks.cli.IntList;
import org.lucenediskann.benchmarks.cli.MeasureOptions;
import org.lucenediskann.benchmarks.cli.SizedDataOptions;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.index.IndexPlan;
import org.lucenediskann.benchmarks.index.IndexSession;
import org.lucenediskann.benchmarks.index.WarmUp;
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
      description = "threads that search; one is always measured, and first")
  private IntList threads;

  @Option(names = "--seconds", defaultValue = "5", description = "of searching without a merge")
  private double seconds;

  @Option(names = "--rounds", defaultValue = "3", description = "of all; medians are shown")
  private int rounds;

  @Option(names = "--list-size", defaultValue = "40", description = "candidates of each segment")
  private int listSize;

  @Option(names = "--queries", defaultValue = "500", description = "queries, of --data at most")
  private int queries;

  @Override
  public Integer call() throws IOException {
    check();
    DataSet data = sizedData.open(docs, queries);
    List<ConcurrentRecord> records;
    try (WorkFolder work = WorkFolder.open(Optional.empty())) {
      records = run(data, work);
    }
    measure.show("concurrent", new ConcurrentReport(records));
    return 0;
  }

  private void check() {
    measure.check();
    if (IntStream.of(threads.values()).anyMatch(count -> count < 1)
        || queries < 1
        || segments < 1
        || rounds < 1
        || docs < segments
        || !(seconds >= 0)
        || listSize < measure.k()) {
      throw new DataException(
          "--search-threads, --queries, --segments and --rounds must be at least 1, --docs at least"
              + " --segments, --seconds at least 0, --list-size at least k");
    }
  }

  /** All formats are indexed and searched before one is measured: later ones find no cold code. */
  private List<ConcurrentRecord> run(DataSet data, WorkFolder work) throws IOException {
    WarmUp warmUp = new WarmUp(measure.warmUp(), work);
    int[] rows = IntStream.range(0, docs).toArray();
    int perFlush = IndexPlan.docsPerFlush(docs, segments);
    warmUp.run(data, new IndexPlan(rows, perFlush, true, 1, false), measure.formats());
    List<Subject> subjects = new ArrayList<>();
    try {
      for (FormatSpec format : measure.formats()) {
        subjects.add(subject(data, format, work.fresh(subjects.size() + "-" + format.label())));
      }
      for (Subject subject : subjects) {
        subject.load().timesNs(1, this::rest); // compiles
      }
      warmUp.settle();
      return measure(data, subjects);
    } finally {
      IOUtils.close(subjects);
    }
  }

  private void rest() throws InterruptedException {
    Thread.sleep(Math.round(seconds * 1000));
  }

  private Subject subject(DataSet data, FormatSpec format, Path dir) throws IOException {
    IndexSession session = new IndexSession(data, format, dir, 1, false, InfoStream.NO_OUTPUT);
    try {
      add(session, format);
      OpenIndex index = new OpenIndex(dir, false, format::collector);
      SearchLoad load = new SearchLoad(index, data.queries(), measure.k(), listSize);
      return new Subject(format, session, index, load);
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, session);
      throw t;
    }
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

  /**
   * The formats take turns. What is merged cannot be merged again, so that comes last, and once.
   */
  private List<ConcurrentRecord> measure(DataSet data, List<Subject> subjects) throws IOException {
    int[] counts =
        IntStream.concat(IntStream.of(1), IntStream.of(threads.values())).distinct().toArray();
    Map<Subject, Map<Integer, List<ConcurrentRecord>>> all = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (int count : counts) {
        for (Subject subject : subjects) {
          all.computeIfAbsent(subject, s -> new LinkedHashMap<>())
              .computeIfAbsent(count, c -> new ArrayList<>())
              .add(measure(subject, data, count, false, this::rest));
        }
      }
    }
    List<ConcurrentRecord> records = new ArrayList<>();
    for (Subject subject : subjects) {
      all.get(subject).values().forEach(passes -> records.add(ConcurrentRecord.median(passes)));
      records.add(measure(subject, data, 1, true, subject.session()::mergeAll));
    }
    return records;
  }

  private ConcurrentRecord measure(
      Subject subject, DataSet data, int count, boolean merging, SearchLoad.Meanwhile meanwhile)
      throws IOException {
    long from = System.nanoTime();
    long[] timesNs = subject.load().timesNs(count, meanwhile);
    double elapsed = (System.nanoTime() - from) / 1e9;
    double qps = timesNs.length / elapsed;
    Latencies latencies = new Latencies(timesNs);
    return new ConcurrentRecord(
        subject.format().label(),
        subject.format().parameters(),
        data.name(),
        docs,
        data.base().dimension(),
        subject.index().segments(),
        measure.k(),
        listSize,
        count,
        merging,
        elapsed,
        qps,
        qps,
        qps,
        latencies.percentileUs(.5),
        latencies.percentileUs(.99),
        Environment.detect());
  }

  /** An index with its writer and its reader. */
  private record Subject(FormatSpec format, IndexSession session, OpenIndex index, SearchLoad load)
      implements Closeable {
    @Override
    public void close() throws IOException {
      IOUtils.close(index, session);
    }
  }
}

package org.lucenediskann.benchmarks.lowmem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lucenediskann.benchmarks.cli.Share;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.index.IndexPlan;
import org.lucenediskann.benchmarks.index.Indexer;
import org.lucenediskann.benchmarks.index.WorkFolder;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.measure.Latencies;
import org.lucenediskann.benchmarks.progress.Progress;
import org.lucenediskann.benchmarks.search.Recall;

/** Indexes one data set with several formats and has other processes search them. */
final class LowMemoryRun {
  private static final int WARM_UP_PASSES = 10;

  private final DataSet data;
  private final LowMemorySettings settings;
  private final WorkFolder work;
  private final Path queryFile;
  private final Recall recall;
  private final Environment environment = Environment.detect();

  LowMemoryRun(DataSet data, LowMemorySettings settings, WorkFolder work) throws IOException {
    this.data = data;
    this.settings = settings;
    this.work = work;
    this.queryFile = work.fresh("queries").resolve("query.f32");
    QueryFile.write(queryFile, data.queries());
    this.recall = Recall.of(data, settings.k());
  }

  /** One record per format, limit and list size tried. */
  List<LowMemoryRecord> run() throws IOException {
    List<LowMemoryRecord> records = new ArrayList<>();
    for (FormatSpec format : settings.formats()) {
      Path dir = work.fresh(format.label());
      Map<String, Long> bytes = index(format, dir);
      if (settings.memory().isEmpty()) {
        records.addAll(searchUnlimited(format, dir, bytes));
      }
      for (Share share : settings.memory()) {
        try {
          records.addAll(searchWithin(share, format, dir, bytes));
        } catch (SearchProcess.Ended e) { // the others can be measured all the same
          System.err.println(
              String.format(
                  Locale.ROOT,
                  "%s, %.0f %%: not measured: %s",
                  format.label(),
                  100 * share.value(),
                  e.getMessage()));
        }
      }
    }
    if (records.isEmpty()) {
      throw new DataException("no format could be searched within --memory");
    }
    return records;
  }

  private Map<String, Long> index(FormatSpec format, Path dir) throws IOException {
    int[] rows = IntStream.range(0, data.base().size()).toArray();
    IndexPlan plan = new IndexPlan(rows, IndexPlan.docsPerFlush(rows.length, 1), false, 1, false);
    try (Progress progress = Progress.start(format.label(), rows.length)) {
      return new Indexer(data, plan).index(format, dir, progress).bytesByExtension();
    }
  }

  private List<LowMemoryRecord> searchUnlimited(
      FormatSpec format, Path dir, Map<String, Long> indexBytes) throws IOException {
    try (SearchProcess process = start(format, dir, UnaryOperator.identity())) {
      warmUp(process);
      return search(process, () -> {}, null, null, format, dir, indexBytes);
    }
  }

  private List<LowMemoryRecord> searchWithin(
      Share share, FormatSpec format, Path dir, Map<String, Long> indexBytes) throws IOException {
    long rawBytes = (long) data.base().size() * data.base().dimension() * Float.BYTES;
    long limit = Math.round(share.value() * rawBytes);
    try (MemoryGroup group = MemoryGroup.create();
        SearchProcess process = start(format, dir, group::inside)) {
      warmUp(process);
      Limit limiter = () -> group.limitCache(limit);
      return search(process, limiter, share.value(), limit, format, dir, indexBytes);
    }
  }

  /** Loads and compiles classes: what that takes of memory must not come out of the page cache. */
  private void warmUp(SearchProcess process) throws IOException {
    for (int pass = 0; pass < WARM_UP_PASSES; pass++) {
      for (int listSize : settings.listSizes()) {
        process.search(listSize);
      }
    }
  }

  /** Called before every pass, as what a process has for itself grows while it runs. */
  private interface Limit {
    void set() throws IOException;
  }

  private SearchProcess start(FormatSpec format, Path dir, UnaryOperator<List<String>> wrapper)
      throws IOException {
    List<String> arguments =
        List.of(
            dir.toString(),
            settings.readAhead().name(),
            format.family(),
            Integer.toString(settings.k()),
            queryFile.toString(),
            Integer.toString(data.base().dimension()));
    return SearchProcess.start(arguments, wrapper);
  }

  private List<LowMemoryRecord> search(
      SearchProcess process,
      Limit limiter,
      Double share,
      Long limit,
      FormatSpec format,
      Path dir,
      Map<String, Long> indexBytes)
      throws IOException {
    List<LowMemoryRecord> records = new ArrayList<>();
    for (int listSize : settings.listSizes()) {
      process.closeIndex();
      evict(dir);
      limiter.set();
      PassReport cold = process.search(listSize);
      PassReport warm = cold;
      try (Progress progress = Progress.start("list of " + listSize, settings.repeats())) {
        for (int repeat = 0; repeat < settings.repeats(); repeat++) {
          limiter.set();
          warm = process.search(listSize);
          progress.step(1);
        }
      }
      records.add(
          new LowMemoryRecord(
              format.label(),
              format.parameters(),
              data.name(),
              data.base().size(),
              data.base().dimension(),
              settings.k(),
              share,
              limit,
              settings.readAhead(),
              listSize,
              recallOf(warm),
              summarize(cold),
              summarize(warm),
              indexBytes,
              environment));
      if (records.getLast().recall() >= settings.recall()) {
        break;
      }
    }
    return records;
  }

  private double recallOf(PassReport report) {
    return IntStream.range(0, report.rows().length)
        .mapToDouble(query -> recall.of(query, report.rows()[query]))
        .average()
        .orElseThrow();
  }

  private static LowMemoryRecord.Pass summarize(PassReport report) {
    Latencies latencies = new Latencies(report.timesNs());
    double queries = report.timesNs().length;
    return new LowMemoryRecord.Pass(
        latencies.perSecond(),
        latencies.percentileUs(.5),
        latencies.percentileUs(.99),
        report.readBytes() / queries,
        report.majorFaults() / queries,
        report.residentBytes());
  }

  /** Has the system forget the files, which no process may have mapped. */
  private static void evict(Path dir) throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      for (Path file : files.toList()) {
        PageCache.evict(file);
      }
    }
  }
}

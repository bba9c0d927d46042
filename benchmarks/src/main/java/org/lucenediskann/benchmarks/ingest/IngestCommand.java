package org.lucenediskann.benchmarks.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.lucene.util.IOUtils;
import org.lucenediskann.benchmarks.cli.IntList;
import org.lucenediskann.benchmarks.cli.MeasureOptions;
import org.lucenediskann.benchmarks.cli.SizedDataOptions;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.index.WorkFolder;
import org.lucenediskann.benchmarks.measure.JitCompiler;
import org.lucenediskann.benchmarks.progress.Progress;
import org.lucenediskann.benchmarks.search.Recall;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code benchmarks/run ingest}: ingest rates, flush times and searches while documents come in.
 */
@Command(
    name = "ingest",
    description = {
      "Ingest as in a live system: rates, flush times, reopens and searches meanwhile.",
      "Every format is run with every buffer and every number of threads."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class IngestCommand implements Callable<Integer> {
  private static final int QUERIES = 100;
  private static final int WARM_UP_BUFFER = 1000;

  @Mixin private MeasureOptions measure;
  @Mixin private SizedDataOptions sizedData;

  @Option(names = "--docs", defaultValue = "100000", description = "documents")
  private int docs;

  @Option(
      names = "--buffer",
      defaultValue = "10000",
      converter = IntList.Converter.class,
      description = "documents in a flush, at least 2; several: 100,1000,10000")
  private IntList buffers;

  @Option(
      names = "--indexing-threads",
      defaultValue = "1",
      converter = IntList.Converter.class,
      description = "threads that add; several: 1,2")
  private IntList threads;

  @Option(
      names = "--rate",
      defaultValue = "0",
      description = "documents that arrive in a second; 0: as fast as they are taken")
  private int rate;

  @Option(names = "--reopen-every-ms", defaultValue = "1000", description = "between reopens")
  private int reopenEveryMs;

  @Option(
      names = "--searches-per-reopen",
      defaultValue = "5",
      description = "evenly spaced between reopens")
  private int searchesPerReopen;

  @Option(names = "--list-size", defaultValue = "40", description = "candidates of each segment")
  private int listSize;

  @Option(
      names = "--pending-merges",
      defaultValue = "0",
      description = "unfinished merges at which adding waits; 0: Lucene's default")
  private int pendingMerges;

  @Option(names = "--no-compound-files", description = "leave small segments in several files")
  private boolean noCompoundFiles;

  @Override
  public Integer call() throws IOException {
    check();
    List<IngestRecord> records = run(sizedData.open(docs, QUERIES));
    measure.show("ingest", new IngestReport(records));
    return 0;
  }

  private void check() {
    measure.check();
    if (IntStream.of(docs, reopenEveryMs, searchesPerReopen).min().getAsInt() < 1
        || IntStream.of(rate, pendingMerges).min().getAsInt() < 0
        || listSize < measure.k()
        || IntStream.of(buffers.values()).min().getAsInt() < 2) {
      throw new DataException(
          "--docs, --reopen-every-ms and --searches-per-reopen must be at least 1, --buffer at"
              + " least 2, --list-size at least k, --rate and --pending-merges at least 0");
    }
  }

  private List<IngestRecord> run(DataSet data) throws IOException {
    List<IngestRecord> records = new ArrayList<>();
    Recall recall = Recall.of(data, measure.k());
    try (WorkFolder work = WorkFolder.open(Optional.empty())) {
      warmUp(data, work);
      for (int buffer : buffers.values()) {
        for (int threadCount : threads.values()) {
          for (FormatSpec format : measure.formats()) {
            records.add(run(data, recall, plan(buffer, threadCount, rate), format, work));
          }
        }
      }
    }
    return records;
  }

  private IngestPlan plan(int buffer, int threadCount, int docsPerSecond) {
    return new IngestPlan(
        buffer,
        threadCount,
        docsPerSecond,
        reopenEveryMs,
        searchesPerReopen,
        pendingMerges,
        !noCompoundFiles,
        measure.k(),
        listSize);
  }

  private void warmUp(DataSet data, WorkFolder work) throws IOException {
    if (measure.warmUp() == 0) {
      return;
    }
    DataSet some = data.limitedTo(measure.warmUp());
    Recall recall = Recall.of(some, measure.k());
    int buffer = Math.clamp(measure.warmUp(), 2, WARM_UP_BUFFER);
    for (FormatSpec format : measure.formats()) {
      Path dir = work.fresh("warm-up");
      new IngestRun(some, recall, plan(buffer, 1, 0)).run(format, dir, Progress.NONE);
      IOUtils.rm(dir);
    }
  }

  /** The garbage of one run, and what it had compiled, is not the cost of the next. */
  private void settle() {
    if (measure.warmUp() > 0) {
      System.gc();
      JitCompiler.awaitIdle();
    }
  }

  private IngestRecord run(
      DataSet data, Recall recall, IngestPlan plan, FormatSpec format, WorkFolder work)
      throws IOException {
    settle();
    Path dir = work.fresh("run");
    String task = format.label() + ", buffer " + plan.buffer() + ", threads " + plan.threads();
    try (Progress progress = Progress.start(task, data.base().size())) {
      return new IngestRun(data, recall, plan).run(format, dir, progress);
    } finally {
      IOUtils.rm(dir);
    }
  }
}

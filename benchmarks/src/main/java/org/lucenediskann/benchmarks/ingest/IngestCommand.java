package org.lucenediskann.benchmarks.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.lucene.util.IOUtils;
import org.lucenediskann.benchmarks.cli.FormatList;
import org.lucenediskann.benchmarks.cli.IntList;
import org.lucenediskann.benchmarks.data.ClusteredVectors;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.data.DataSetReader;
import org.lucenediskann.benchmarks.data.Metric;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.index.WorkFolder;
import org.lucenediskann.benchmarks.measure.BuildFolder;
import org.lucenediskann.benchmarks.measure.JitCompiler;
import org.lucenediskann.benchmarks.progress.Progress;
import org.lucenediskann.benchmarks.search.ExactSearch;
import org.lucenediskann.benchmarks.search.Recall;
import picocli.CommandLine.Command;
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
  private static final long SEED = 42;
  private static final int MAX_WARM_UP_BUFFER = 1000;

  @Option(
      names = "--formats",
      defaultValue = "diskann,hnsw:16:100",
      converter = FormatList.Converter.class,
      description = "diskann[:name=value,...], hnsw:M:beam, hnswsq:bits:M:beam")
  private FormatList formats;

  @Option(names = "--data", description = "folder as for knn, instead of made-up clusters")
  private Path folder;

  @Option(names = "--dim", defaultValue = "128", description = "dimensions of made-up vectors")
  private int dimension;

  @Option(names = "--docs", defaultValue = "100000", description = "documents, of --data at most")
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

  @Option(names = "--reopen-every-ms", defaultValue = "1000", description = "between reopens")
  private int reopenEveryMs;

  @Option(names = "--k", defaultValue = "10", description = "neighbors wanted")
  private int k;

  @Option(names = "--list-size", defaultValue = "40", description = "candidates of each segment")
  private int listSize;

  @Option(names = "--warm-up", defaultValue = "10000", description = "documents added uncounted")
  private int warmUp;

  @Option(names = "--json", description = "file to write the records to")
  private Path json;

  @Option(names = "--out", description = "folder for the charts (benchmarks/target/ingest)")
  private Path out;

  @Override
  public Integer call() throws IOException {
    if (IntStream.of(dimension, docs, reopenEveryMs, k).min().getAsInt() < 1
        || listSize < k
        || warmUp < 0
        || IntStream.of(buffers.values()).min().getAsInt() < 2) {
      throw new DataException(
          "--dim, --docs, --reopen-every-ms and --k must be positive, --buffer at least 2,"
              + " --list-size at least k");
    }
    DataSet data = data();
    List<IngestRecord> records = run(data);
    IngestReport report = new IngestReport(records);
    System.out.print(report.text());
    Path charts = out == null ? BuildFolder.locate().resolve("ingest") : out;
    System.out.println("Charts: " + report.writeCharts(charts).toUri());
    if (json != null) {
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(json.toFile(), records);
      System.out.println("Records: " + json);
    }
    return 0;
  }

  private DataSet data() throws IOException {
    if (folder != null) {
      return DataSetReader.open(folder).limitedTo(docs);
    }
    ClusteredVectors base = ClusteredVectors.of(docs, dimension, SEED);
    return new DataSet(
        "clusters",
        Metric.EUCLIDEAN,
        base,
        base.more(QUERIES),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  private List<IngestRecord> run(DataSet data) throws IOException {
    List<IngestRecord> records = new ArrayList<>();
    Recall recall = recall(data);
    try (WorkFolder work = WorkFolder.open(Optional.empty())) {
      warmUp(data, work);
      for (int buffer : buffers.values()) {
        for (int threadCount : threads.values()) {
          IngestPlan plan = new IngestPlan(buffer, threadCount, reopenEveryMs, k, listSize);
          for (FormatSpec format : formats.specs()) {
            records.add(run(data, recall, plan, format, work));
          }
        }
      }
    }
    return records;
  }

  private Recall recall(DataSet data) {
    return new Recall(data, data.neighbors().orElseGet(() -> ExactSearch.neighbors(data, k)), k);
  }

  private void warmUp(DataSet data, WorkFolder work) throws IOException {
    if (warmUp == 0) {
      return;
    }
    DataSet some = data.limitedTo(warmUp);
    Recall recall = recall(some);
    int buffer = Math.min(MAX_WARM_UP_BUFFER, warmUp);
    IngestPlan plan = new IngestPlan(Math.max(2, buffer), 1, reopenEveryMs, k, listSize);
    for (FormatSpec format : formats.specs()) {
      Path dir = work.fresh("warm-up");
      new IngestRun(some, recall, plan).run(format, dir, Progress.NONE);
      IOUtils.rm(dir);
    }
  }

  /** The garbage of one run, and what it had compiled, is not the cost of the next. */
  private void settle() {
    if (warmUp > 0) {
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

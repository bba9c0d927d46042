package org.lucenediskann.benchmarks.flush;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.lucenediskann.benchmarks.cli.IntList;
import org.lucenediskann.benchmarks.cli.MeasureOptions;
import org.lucenediskann.benchmarks.cli.SizedDataOptions;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.index.IndexPlan;
import org.lucenediskann.benchmarks.index.WarmUp;
import org.lucenediskann.benchmarks.index.WorkFolder;
import org.lucenediskann.benchmarks.search.Recall;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code benchmarks/run flush}: what flushes of several sizes take, and what they leave. */
@Command(
    name = "flush",
    description = {
      "Indexes the same documents with buffers of several sizes: time of a flush, graphs and",
      "searches right after the flushes, and after all is merged into one segment."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class FlushCommand implements Callable<Integer> {
  @Mixin private MeasureOptions measure;
  @Mixin private SizedDataOptions sizedData;

  @Option(names = "--docs", defaultValue = "100000", description = "documents")
  private int docs;

  @Option(
      names = "--buffer",
      defaultValue = "100,1000,10000,100000",
      converter = IntList.Converter.class,
      description = "documents in a flush, at least 2, --docs at most")
  private IntList buffers;

  @Option(names = "--list-size", defaultValue = "40", description = "candidates of each segment")
  private int listSize;

  @Option(names = "--queries", defaultValue = "200", description = "queries, of --data at most")
  private int queries;

  @Override
  public Integer call() throws IOException {
    check();
    DataSet data = sizedData.open(docs, queries);
    try (WorkFolder work = WorkFolder.open(Optional.empty())) {
      List<FlushRecord> records = run(data, work);
      measure.show("flush", new FlushReport(records));
    }
    return 0;
  }

  private void check() {
    measure.check();
    IntStream sizes = IntStream.of(buffers.values());
    if (sizes.anyMatch(buffer -> buffer < 2 || buffer > docs)
        || queries < 1
        || listSize < measure.k()) {
      throw new DataException(
          "--buffer must be at least 2 and at most --docs, --queries at least 1, --list-size at"
              + " least k");
    }
  }

  private List<FlushRecord> run(DataSet data, WorkFolder work) throws IOException {
    int k = measure.k();
    Recall recall = Recall.of(data, k);
    WarmUp warmUp = new WarmUp(measure.warmUp(), work);
    int[] rows = IntStream.range(0, docs).toArray();
    warmUp.run(data, new IndexPlan(rows, docs, true, 1, false), measure.formats());
    List<FlushRecord> records = new ArrayList<>();
    for (int buffer : buffers.values()) {
      for (FormatSpec format : measure.formats()) {
        warmUp.settle();
        FlushRun run = new FlushRun(data, recall, buffer, k, listSize);
        records.add(run.run(format, work.fresh("run")));
      }
    }
    return records;
  }
}

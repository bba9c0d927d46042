package org.lucenediskann.benchmarks.knn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.lucenediskann.benchmarks.cli.DataOptions;
import org.lucenediskann.benchmarks.cli.IntList;
import org.lucenediskann.benchmarks.cli.MeasureOptions;
import org.lucenediskann.benchmarks.cli.RowOrder;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.index.IndexPlan;
import org.lucenediskann.benchmarks.index.WorkFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code benchmarks/run knn}: build cost and search quality of several formats on one data set. */
@Command(
    name = "knn",
    description = "Build cost and search quality of several formats on one data set.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class KnnCommand implements Callable<Integer> {
  @Mixin private MeasureOptions measure;
  @Mixin private DataOptions data;

  @Option(names = "--segments", defaultValue = "1", description = "flushes to make")
  private int segments;

  @Option(names = "--force-merge", description = "merge the segments into one")
  private boolean forceMerge;

  @Option(
      names = "--order",
      defaultValue = "given",
      converter = RowOrder.Converter.class,
      description = "given or natural")
  private RowOrder order;

  @Option(names = "--threads", defaultValue = "1", description = "threads that index and merge")
  private int threads;

  @Option(
      names = "--list-sizes",
      defaultValue = "10,20,40,80,160",
      converter = IntList.Converter.class,
      description = "candidates asked of each segment")
  private IntList listSizes;

  @Option(names = "--repeat", defaultValue = "3", description = "search passes; medians are shown")
  private int repeat;

  @Option(names = "--builds", defaultValue = "1", description = "builds; the median one is shown")
  private int builds;

  @Option(names = "--keep", description = "folder to leave the indexes in")
  private Path keep;

  @Option(names = "--explain", description = "show what phases this format's flushes consist of")
  private boolean explain;

  @Override
  public Integer call() throws IOException {
    check();
    List<KnnRecord> records = run(data.open());
    measure.show("knn", new KnnReport(records));
    return 0;
  }

  private void check() {
    measure.check();
    if (IntStream.of(segments, threads, repeat, builds).min().getAsInt() < 1) {
      throw new DataException("--segments, --threads, --repeat and --builds must be at least 1");
    }
  }

  private List<KnnRecord> run(DataSet set) throws IOException {
    try (WorkFolder work = WorkFolder.open(Optional.ofNullable(keep))) {
      return new KnnRun(set, settings(set), work).run();
    }
  }

  private KnnSettings settings(DataSet set) {
    int[] rows = order.rows(set);
    int docsPerFlush = IndexPlan.docsPerFlush(rows.length, segments);
    IndexPlan plan = new IndexPlan(rows, docsPerFlush, forceMerge, threads, data.bytes());
    int k = measure.k();
    return new KnnSettings(
        measure.formats(),
        plan,
        order.label(),
        k,
        listSizes.atLeast(k),
        builds,
        repeat,
        measure.warmUp(),
        explain);
  }
}

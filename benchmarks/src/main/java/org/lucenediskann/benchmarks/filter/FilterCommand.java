package org.lucenediskann.benchmarks.filter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.lucenediskann.benchmarks.cli.DataOptions;
import org.lucenediskann.benchmarks.cli.IntList;
import org.lucenediskann.benchmarks.cli.MeasureOptions;
import org.lucenediskann.benchmarks.cli.Share;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.index.WorkFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code benchmarks/run filter}: what a filter costs, by how much it lets pass. */
@Command(
    name = "filter",
    description = {
      "Searches under filters that accept a share of the vectors.",
      "random: any; near: those around the query's pivot; far: those farthest from it; same:FILE,"
          + " other:FILE: by the class of the query's nearest vector in FILE.i32; least:FILE: those"
          + " of least value."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class FilterCommand implements Callable<Integer> {
  @Mixin private MeasureOptions measure;
  @Mixin private DataOptions data;

  @Option(
      names = "--filters",
      split = ",",
      description =
          "what they accept; default: random,near,far and what category, labels and textlen allow")
  private List<String> filters;

  @Option(
      names = "--shares",
      split = ",",
      defaultValue = "0.1%,0.3%,1%,3%,10%,20%,30%,50%,90%",
      converter = Share.Converter.class,
      description = "of the vectors that are accepted")
  private List<Share> shares;

  @Option(names = "--recall", defaultValue = "0.95", description = "to be reached")
  private double recall;

  @Option(
      names = "--list-sizes",
      defaultValue = "10,20,40,80,160,320,640",
      converter = IntList.Converter.class,
      description = "tried in this order until the recall is reached")
  private IntList listSizes;

  @Option(
      names = "--hnsw-threshold",
      defaultValue = "60",
      description = "filteredSearchThreshold of HNSW: filtered search below so many percent")
  private int hnswThreshold;

  @Option(names = "--queries", defaultValue = "200", description = "use only the first so many")
  private int queries;

  @Option(names = "--repeat", defaultValue = "3", description = "search passes; medians are shown")
  private int repeat;

  @Option(names = "--segments", defaultValue = "1", description = "flushes to make")
  private int segments;

  @Option(names = "--keep", description = "folder to leave the indexes in")
  private Path keep;

  @Override
  public Integer call() throws IOException {
    check();
    DataSet set = data.open().withQueries(queries);
    if (set.base().size() < measure.k()) {
      throw new DataException("a filter needs at least k=" + measure.k() + " vectors");
    }
    List<FilterRecord> records;
    try (WorkFolder work = WorkFolder.open(Optional.ofNullable(keep))) {
      records = new FilterRun(set, settings(), work, data.folder(), filters).run();
    }
    measure.show("filter", new FilterReport(records));
    return 0;
  }

  private void check() {
    measure.check();
    if (data.bytes()) {
      throw new DataException("filter searches floats: leave --bytes out");
    }
    if (IntStream.of(queries, repeat, segments).min().getAsInt() < 1) {
      throw new DataException("--queries, --repeat and --segments must be at least 1");
    }
    if (IntStream.of(listSizes.values()).anyMatch(size -> size < measure.k())) {
      throw new DataException("--list-sizes must be at least k=" + measure.k());
    }
    if (hnswThreshold < 0 || hnswThreshold > 100 || !(recall > 0 && recall <= 1)) {
      throw new DataException("--hnsw-threshold must be in 0..100, --recall in (0, 1]");
    }
  }

  private FilterSettings settings() {
    return new FilterSettings(
        measure.formats(),
        measure.k(),
        recall,
        shares,
        listSizes.values(),
        hnswThreshold,
        segments,
        repeat,
        measure.warmUp());
  }
}

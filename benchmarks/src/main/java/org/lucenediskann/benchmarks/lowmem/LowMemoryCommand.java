package org.lucenediskann.benchmarks.lowmem;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.lucenediskann.benchmarks.cli.IntList;
import org.lucenediskann.benchmarks.cli.MeasureOptions;
import org.lucenediskann.benchmarks.cli.Share;
import org.lucenediskann.benchmarks.cli.SizedDataOptions;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.data.DataSetReader;
import org.lucenediskann.benchmarks.index.WorkFolder;
import org.lucenediskann.benchmarks.search.ReadAhead;
import org.lucenediskann.benchmarks.search.TruthCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code benchmarks/run lowmem}: search where the page cache is smaller than the vectors. */
@Command(
    name = "lowmem",
    description = {
      "Searches in a process whose page cache is limited to a share of the raw vectors' bytes.",
      "Needs Linux and the right to make control groups."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class LowMemoryCommand implements Callable<Integer> {
  private static final Pattern SIZES = Pattern.compile("(\\d{1,9})x(\\d{1,5})");

  @Mixin private MeasureOptions measure;

  @Option(names = "--data", description = "folder as for knn")
  private Path folder;

  @Option(
      names = "--limit",
      defaultValue = "2147483647",
      description = "use only the first so many vectors of --data")
  private int limit;

  @Option(names = "--synthetic", description = "made-up clusters instead: vectors x dimensions")
  private String synthetic;

  @Option(
      names = "--memory",
      split = ",",
      defaultValue = "25%,10%",
      converter = Share.Converter.class,
      description = "page cache, of the raw vectors' bytes")
  private List<Share> memory;

  @Option(names = "--no-limit", description = "only cold and warm, whatever memory there is")
  private boolean noLimit;

  @Option(
      names = "--read-ahead",
      defaultValue = "FORMATS",
      description = {
        "what the system is told of random reads: FORMATS, what the formats say; VECTORS, raw",
        "vectors only; SYSTEM, nothing, as Lucene does if it is not asked to"
      })
  private ReadAhead readAhead;

  @Option(names = "--recall", defaultValue = "0.95", description = "to be reached")
  private double recall;

  @Option(
      names = "--list-sizes",
      defaultValue = "10,20,40,80,160,320",
      converter = IntList.Converter.class,
      description = "tried in this order until the recall is reached")
  private IntList listSizes;

  @Option(names = "--queries", defaultValue = "200", description = "use only the first so many")
  private int queries;

  @Option(names = "--repeat", defaultValue = "1", description = "warm passes; the last is shown")
  private int repeat;

  @Option(names = "--keep", description = "folder to leave the indexes in")
  private Path keep;

  @Override
  public Integer call() throws IOException {
    check();
    DataSet set = folder == null ? madeUp() : fromFiles();
    LowMemorySettings settings =
        new LowMemorySettings(
            measure.formats(),
            noLimit ? List.of() : memory,
            readAhead,
            measure.k(),
            recall,
            listSizes.values(),
            repeat);
    List<LowMemoryRecord> records;
    try (WorkFolder work = WorkFolder.open(Optional.ofNullable(keep))) {
      records = new LowMemoryRun(set, settings, work).run();
    }
    measure.show("lowmem", new LowMemoryReport(records));
    return 0;
  }

  private void check() {
    measure.check();
    if ((folder == null) == (synthetic == null)) {
      throw new DataException("one of --data and --synthetic is needed");
    }
    if (IntStream.of(queries, repeat, limit).min().getAsInt() < 1) {
      throw new DataException("--queries, --repeat and --limit must be at least 1");
    }
    if (IntStream.of(listSizes.values()).anyMatch(size -> size < measure.k())) {
      throw new DataException("--list-sizes must be at least k=" + measure.k());
    }
    if (!noLimit) {
      MemoryGroup.check();
    }
  }

  private DataSet fromFiles() throws IOException {
    return TruthCheck.check(DataSetReader.open(folder).limitedTo(limit).withQueries(queries));
  }

  private DataSet madeUp() {
    Matcher sizes = SIZES.matcher(synthetic);
    if (!sizes.matches()) {
      throw new DataException("--synthetic is like 1000000x384, not '" + synthetic + "'");
    }
    int size = Integer.parseInt(sizes.group(1));
    int dimension = Integer.parseInt(sizes.group(2));
    if (Math.min(size, dimension) < 1) {
      throw new DataException("--synthetic must be at least 1x1");
    }
    return SizedDataOptions.clusters(size, dimension, queries);
  }
}

package org.lucenediskann.benchmarks.scale;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lucenediskann.benchmarks.cli.IntList;
import org.lucenediskann.benchmarks.cli.MeasureOptions;
import org.lucenediskann.benchmarks.cli.SizedDataOptions;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.index.WarmUp;
import org.lucenediskann.benchmarks.index.WorkFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code benchmarks/run scale}: build cost and search quality by the number of vectors. */
@Command(
    name = "scale",
    description = "Build cost of a vector and search quality as the number of vectors grows.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class ScaleCommand implements Callable<Integer> {
  @Mixin private MeasureOptions measure;
  @Mixin private SizedDataOptions sizedData;

  @Option(
      names = "--sizes",
      defaultValue = "10000,30000,100000",
      converter = IntList.Converter.class,
      description = "numbers of vectors, at least two")
  private IntList sizes;

  @Option(
      names = "--max-peer-size",
      defaultValue = "2147483647",
      description = "do not build other formats than diskann beyond it")
  private int maxPeerSize;

  @Option(names = "--threads", defaultValue = "1", description = "threads that index")
  private int threads;

  @Option(
      names = "--list-sizes",
      defaultValue = "10,40,160",
      converter = IntList.Converter.class,
      description = "candidates of a search")
  private IntList listSizes;

  @Option(names = "--queries", defaultValue = "300", description = "queries, of --data at most")
  private int queries;

  @Option(names = "--repeat", defaultValue = "1", description = "search passes; medians are shown")
  private int repeat;

  @Option(
      names = "--min-seconds",
      defaultValue = "5",
      description = "CPU seconds to spend on building a small size again; the median is shown")
  private double minSeconds;

  @Override
  public Integer call() throws IOException {
    ScaleSettings settings = settings();
    int greatest = settings.sizes()[settings.sizes().length - 1];
    DataSet data = sizedData.open(greatest, queries);
    try (WorkFolder work = WorkFolder.open(Optional.empty())) {
      WarmUp warmUp = new WarmUp(measure.warmUp(), work);
      List<ScaleRecord> records = new ScaleRun(data, settings, work, warmUp).run();
      measure.show("scale", new ScaleReport(records));
    }
    return 0;
  }

  private ScaleSettings settings() {
    measure.check();
    int k = measure.k();
    int[] ascending = Arrays.stream(sizes.values()).sorted().distinct().toArray();
    int[] lists = listSizes.atLeast(k);
    if (ascending.length < 2 || ascending[0] < 2) {
      throw new DataException("--sizes must be two or more different sizes of at least 2");
    }
    if (threads < 1 || queries < 1 || repeat < 1 || minSeconds < 0) {
      throw new DataException(
          "--threads, --queries and --repeat must be at least 1, --min-seconds at least 0");
    }
    return new ScaleSettings(
        measure.formats(), ascending, maxPeerSize, threads, k, lists, minSeconds, repeat);
  }
}

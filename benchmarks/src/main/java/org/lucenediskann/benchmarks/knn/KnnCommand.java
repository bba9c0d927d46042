package org.lucenediskann.benchmarks.knn;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.lucenediskann.benchmarks.cli.FormatList;
import org.lucenediskann.benchmarks.cli.IntList;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.data.DataSetReader;
import org.lucenediskann.benchmarks.data.Metric;
import org.lucenediskann.benchmarks.index.IndexPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run knn}: build cost and search quality of several formats on one data set. */
@Command(
    name = "knn",
    description = "Build cost and search quality of several formats on one data set.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class KnnCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      required = true,
      description = "folder with meta.json, base.f32|u8, query.*, gt.i32, or with *.fvecs|bvecs")
  private Path data;

  @Option(
      names = "--formats",
      defaultValue = "diskann,hnsw:16:100",
      converter = FormatList.Converter.class,
      description = "diskann[:name=value,...], hnsw:M:beam, hnswsq:bits:M:beam")
  private FormatList formats;

  @Option(names = "--segments", defaultValue = "1", description = "flushes to make")
  private int segments;

  @Option(names = "--force-merge", description = "merge the segments into one")
  private boolean forceMerge;

  @Option(names = "--order", defaultValue = "given", description = "given or natural")
  private String order;

  @Option(names = "--threads", defaultValue = "1", description = "threads that index and merge")
  private int threads;

  @Option(names = "--k", defaultValue = "10", description = "neighbors wanted")
  private int k;

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

  @Option(
      names = "--warm-up",
      defaultValue = "10000",
      description = "vectors indexed per format before measuring")
  private int warmUp;

  @Option(names = "--bytes", description = "index a byte set as bytes (value - 128), not floats")
  private boolean bytes;

  @Option(names = "--metric", description = "other than the data's: euclidean, dot, cosine, mip")
  private String metric;

  @Option(names = "--limit", description = "use only the first so many vectors")
  private Integer limit;

  @Option(names = "--keep", description = "folder to leave the indexes in")
  private Path keep;

  @Option(names = "--json", description = "file to write the records to")
  private Path json;

  @Override
  public Integer call() throws IOException {
    checkPositive();
    DataSet set = dataSet();
    List<KnnRecord> records = new KnnRun(set, settings(set)).run();
    System.out.print(new KnnReport(records).text());
    if (json != null) {
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(json.toFile(), records);
      System.out.println("records: " + json);
    }
    return 0;
  }

  private void checkPositive() {
    if (IntStream.of(segments, threads, k, repeat, builds, limit == null ? 1 : limit)
                .min()
                .getAsInt()
            < 1
        || warmUp < 0) {
      throw new DataException(
          "--segments, --threads, --k, --repeat, --builds and --limit must be positive");
    }
    if (Arrays.stream(listSizes.values()).noneMatch(size -> size >= k)) {
      throw new DataException("--list-sizes must hold a size of at least k=" + k);
    }
  }

  private DataSet dataSet() throws IOException {
    DataSet set = DataSetReader.open(data);
    set = metric == null ? set : set.withMetric(Metric.parse(metric));
    set = limit == null ? set : set.limitedTo(limit);
    return bytes ? set.asSignedBytes() : set;
  }

  private KnnSettings settings(DataSet set) {
    IndexPlan plan = new IndexPlan(rows(set), segments, forceMerge, threads, bytes);
    int[] sizes = Arrays.stream(listSizes.values()).filter(size -> size >= k).sorted().toArray();
    return new KnnSettings(
        formats.specs(), plan, order, k, sizes, builds, repeat, warmUp, Optional.ofNullable(keep));
  }

  private int[] rows(DataSet set) {
    return switch (order) {
      case "given" -> IntStream.range(0, set.base().size()).toArray();
      case "natural" ->
          set.naturalOrder()
              .orElseThrow(() -> new DataException(set.name() + " has no order_natural.i32"));
      default -> throw new DataException("--order is given or natural, not '" + order + "'");
    };
  }
}

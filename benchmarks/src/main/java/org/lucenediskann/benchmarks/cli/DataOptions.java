package org.lucenediskann.benchmarks.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.data.DataSetReader;
import org.lucenediskann.benchmarks.data.Metric;
import org.lucenediskann.benchmarks.search.TruthCheck;
import picocli.CommandLine.Option;

/** A data set from files, as it is or a part of it. */
public final class DataOptions {
  @Option(
      names = "--data",
      required = true,
      description =
          "folder with meta.json, base.f32|u8, query.*, gt.i32, or with *.fvecs|bvecs|vec")
  private Path folder;

  @Option(names = "--bytes", description = "index a byte set as bytes (value - 128), not floats")
  private boolean bytes;

  @Option(names = "--metric", description = "other than the data's: euclidean, dot, cosine, mip")
  private String metric;

  @Option(names = "--limit", description = "use only the first so many vectors")
  private Integer limit;

  /** Where the data comes from. */
  public Path folder() {
    return folder;
  }

  /** The same options for another process. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of("--data", folder.toString()));
    if (bytes) {
      arguments.add("--bytes");
    }
    if (metric != null) {
      arguments.addAll(List.of("--metric", metric));
    }
    if (limit != null) {
      arguments.addAll(List.of("--limit", limit.toString()));
    }
    return arguments;
  }

  /** Whether vectors are indexed as bytes. */
  public boolean bytes() {
    return bytes;
  }

  /**
   * Opens the data set.
   *
   * @throws DataException if it cannot be used as asked
   */
  public DataSet open() throws IOException {
    if (limit != null && limit < 1) {
      throw new DataException("--limit must be at least 1");
    }
    DataSet set = DataSetReader.open(folder);
    set = metric == null ? set : set.withMetric(Metric.parse(metric));
    set = TruthCheck.check(limit == null ? set : set.limitedTo(limit));
    return bytes ? set.asSignedBytes() : set;
  }
}

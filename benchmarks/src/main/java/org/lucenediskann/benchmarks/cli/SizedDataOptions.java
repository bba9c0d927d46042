package org.lucenediskann.benchmarks.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.lucenediskann.benchmarks.data.ClusteredVectors;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.data.DataSetReader;
import org.lucenediskann.benchmarks.data.Metric;
import org.lucenediskann.benchmarks.data.NoisyRepeats;
import org.lucenediskann.benchmarks.search.TruthCheck;
import picocli.CommandLine.Option;

/** As many vectors as wanted: made up, or from files and repeated with noise. */
public final class SizedDataOptions {
  private static final long SEED = 42;

  @Option(
      names = "--data",
      description = "folder as for knn, repeated with noise where it is too small")
  private Path folder;

  @Option(names = "--dim", defaultValue = "128", description = "dimensions of made-up clusters")
  private int dimension;

  /**
   * {@code size} vectors and at most {@code queryCount} queries.
   *
   * @throws DataException if that cannot be had
   */
  public DataSet open(int size, int queryCount) throws IOException {
    if (dimension < 1 || size < 1) {
      throw new DataException("--dim and the number of vectors must be at least 1");
    }
    return folder == null ? clusters(size, dimension, queryCount) : fromFiles(size, queryCount);
  }

  /** {@code size} vectors and {@code queryCount} queries around the same centers. */
  public static DataSet clusters(int size, int dimension, int queryCount) {
    ClusteredVectors base = ClusteredVectors.of(size, dimension, SEED);
    return new DataSet(
        "clusters",
        Metric.EUCLIDEAN,
        base,
        base.more(queryCount),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  private DataSet fromFiles(int size, int queryCount) throws IOException {
    DataSet set = DataSetReader.open(folder).withQueries(queryCount);
    return size <= set.base().size()
        ? TruthCheck.check(set.limitedTo(size))
        : NoisyRepeats.of(set, size, SEED);
  }
}

package org.lucenediskann.benchmarks.robust;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.lucenediskann.benchmarks.cli.IntList;
import org.lucenediskann.benchmarks.cli.MeasureOptions;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.index.WorkFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code benchmarks/run robust}: vectors and queries of unusual kinds. */
@Command(
    name = "robust",
    description = {
      "Searches made-up data of unusual kinds: queries from outside, clusters, the same in many",
      "segments, equal vectors, three dimensions, stored queries, inner products of many lengths."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class RobustCommand implements Callable<Integer> {
  @Mixin private MeasureOptions measure;

  @Option(names = "--docs", defaultValue = "20000", description = "vectors in each situation")
  private int docs;

  @Option(names = "--queries", defaultValue = "200", description = "queries, --docs at most")
  private int queries;

  @Option(
      names = "--list-sizes",
      defaultValue = "10,40,160",
      converter = IntList.Converter.class,
      description = "candidates of a search, at least k")
  private IntList listSizes;

  @Override
  public Integer call() throws IOException {
    check();
    List<RobustRecord> records = new ArrayList<>();
    try (WorkFolder work = WorkFolder.open(Optional.empty())) {
      for (Situation situation : Situation.values()) {
        RobustRun run =
            new RobustRun(
                situation, situation.data(docs, queries), measure.k(), listSizes.values());
        for (FormatSpec format : measure.formats()) {
          records.add(run.run(format, work));
        }
      }
    }
    measure.show("robust", new RobustReport(records));
    return 0;
  }

  private void check() {
    measure.check();
    if (queries < 1 || docs < Math.max(queries, measure.k())) {
      throw new DataException("--queries must be at least 1, --docs at least that and k");
    }
    if (IntStream.of(listSizes.values()).anyMatch(size -> size < measure.k())) {
      throw new DataException("--list-sizes must be at least k=" + measure.k());
    }
  }
}

package org.lucenediskann.benchmarks.compare;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.lucenediskann.benchmarks.cli.DataOptions;
import org.lucenediskann.benchmarks.cli.IntList;
import org.lucenediskann.benchmarks.cli.RowOrder;
import org.lucenediskann.benchmarks.cli.RunOptions;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.index.WorkFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code benchmarks/run compare}: this format, Lucene's and other libraries, each in its JVM. */
@Command(
    name = "compare",
    description = {
      "Builds, merges and searches the same vectors with several libraries, each in a process of",
      "its own, in turns. A peer that cannot be had is left out, and it is said why."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class CompareCommand implements Callable<Integer> {
  @Option(
      names = "--peers",
      defaultValue = "all",
      converter = PeerList.Converter.class,
      description = {
        "all, or some of: diskann[:name=value,...], hnsw:M:beam, hnswsq:bits:M:beam, each also as",
        "FORMAT@10.6.0 for another version of Lucene; jvector:M:beam; diskbbq; hnswlib:M:beam"
      })
  private PeerList peers;

  @Mixin private RunOptions run;
  @Mixin private DataOptions data;

  @Option(
      names = "--segments",
      defaultValue = "5",
      description = "parts to build and then to merge into one; 1 for no merge")
  private int segments;

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
      defaultValue = "10,20,40,80,160,320",
      converter = IntList.Converter.class,
      description = "candidates of a search")
  private IntList listSizes;

  @Option(names = "--rounds", defaultValue = "3", description = "builds of every index")
  private int rounds;

  @Option(names = "--repeat", defaultValue = "3", description = "search passes")
  private int repeat;

  @Option(names = "--queries", defaultValue = "1000", description = "queries, of --data at most")
  private int queries;

  @Override
  public Integer call() throws IOException {
    check();
    DataSet set = data.open().withQueries(queries);
    int[] rows = order.rows(set);
    try (WorkFolder work = WorkFolder.open(Optional.empty())) {
      List<CompareRecord> records = new CompareRun(set, rows, settings(), work).run();
      if (records.stream().allMatch(record -> record.notMeasured() != null)) {
        throw new DataException("no peer was measured: " + records.getFirst().notMeasured());
      }
      run.show("compare", new CompareReport(records));
    }
    return 0;
  }

  private void check() {
    run.check();
    if (IntStream.of(segments, threads, rounds, repeat, queries).min().getAsInt() < 1) {
      throw new DataException(
          "--segments, --threads, --rounds, --repeat and --queries must be at least 1");
    }
    if (data.bytes()) {
      throw new DataException("--bytes cannot be compared: most peers take float vectors only");
    }
  }

  private CompareSettings settings() {
    return new CompareSettings(
        peers.peers(),
        data.arguments(),
        order.label(),
        segments,
        threads,
        queries,
        run.k(),
        listSizes.atLeast(run.k()),
        rounds,
        repeat,
        run.warmUp());
  }
}

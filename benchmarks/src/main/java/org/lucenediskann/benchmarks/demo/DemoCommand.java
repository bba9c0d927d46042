package org.lucenediskann.benchmarks.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.lucenediskann.benchmarks.cli.MeasureOptions;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.data.DataSetReader;
import org.lucenediskann.benchmarks.formats.FormatSpecParser;
import org.lucenediskann.benchmarks.index.IndexPlan;
import org.lucenediskann.benchmarks.index.WorkFolder;
import org.lucenediskann.benchmarks.knn.KnnRecord;
import org.lucenediskann.benchmarks.knn.KnnRun;
import org.lucenediskann.benchmarks.knn.KnnSettings;
import org.lucenediskann.benchmarks.search.TruthCheck;
import org.lucenediskann.benchmarks.words.WordVectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code benchmarks/run demo}: what this format does to ingest and to search, on real vectors. */
@Command(
    name = "demo",
    description = {
      "Indexes real vectors with this format and with Lucene's HNSW, searches both, compares.",
      "Without --data these are the shipped GloVe word vectors."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class DemoCommand implements Callable<Integer> {
  private static final int[] LIST_SIZES = {10, 20, 40, 80, 160};
  private static final int REPEATS = 2;
  private static final List<String> EXAMPLES = List.of("river", "violin", "tuesday", "einstein");

  @Mixin private MeasureOptions measure;

  @Option(names = "--data", description = "your own matrix instead: a folder as for knn")
  private Path folder;

  @Option(
      names = "--nearest",
      paramLabel = "WORD",
      description = "only look up the nearest words of WORD; may be given several times")
  private List<String> nearest = List.of();

  @Option(names = "--buffer", defaultValue = "10000", description = "documents in a flush")
  private int buffer;

  @Override
  public Integer call() throws IOException {
    measure.check();
    if (buffer < 2) {
      throw new DataException("--buffer must be at least 2");
    }
    if (folder == null) {
      return wordDemo(WordVectors.load());
    }
    if (!nearest.isEmpty()) {
      throw new DataException("--nearest works on the shipped words, not with --data");
    }
    compare(TruthCheck.check(DataSetReader.open(folder)), List.of());
    return 0;
  }

  private int wordDemo(WordVectors words) throws IOException {
    if (nearest.isEmpty()) {
      compare(words.data(), List.of(new WordLookup(words, EXAMPLES)));
      return 0;
    }
    return new WordLookup(words, nearest).run(FormatSpecParser.parse("diskann"));
  }

  private void compare(DataSet data, List<WordLookup> lookups) throws IOException {
    System.out.printf(
        Locale.ROOT,
        "%s: %,d x %d, %,d queries; a flush every %,d documents, then a force merge.%n",
        data.name(),
        data.base().size(),
        data.base().dimension(),
        data.queries().size(),
        buffer);
    try (WorkFolder work = WorkFolder.open(Optional.empty())) {
      KnnRun run = new KnnRun(data, settings(data), work);
      List<KnnRecord> records = run.run();
      System.out.print(new DemoTable(records).text());
      System.out.println("Pictures: " + new DemoPage(records).write(measure.out("demo")).toUri());
      measure.write(records);
      for (WordLookup lookup : lookups) {
        lookup.print(run.open(0));
      }
    }
  }

  private KnnSettings settings(DataSet data) {
    int[] rows = IntStream.range(0, data.base().size()).toArray();
    IndexPlan plan = new IndexPlan(rows, buffer, true, 1, false);
    int k = measure.k();
    int[] sizes = IntStream.of(LIST_SIZES).filter(size -> size >= k).toArray();
    return new KnnSettings(
        measure.formats(),
        plan,
        "given",
        k,
        sizes.length == 0 ? new int[] {k} : sizes,
        1,
        REPEATS,
        measure.warmUp(),
        false);
  }
}

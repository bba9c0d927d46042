package org.lucenediskann.benchmarks.churn;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.lucenediskann.benchmarks.churn.ChurnSettings.MergeKind;
import org.lucenediskann.benchmarks.cli.DataOptions;
import org.lucenediskann.benchmarks.cli.MeasureOptions;
import org.lucenediskann.benchmarks.cli.Share;
import org.lucenediskann.benchmarks.compare.OtherLucene;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.index.WarmUp;
import org.lucenediskann.benchmarks.index.WorkFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code benchmarks/run churn}: an index whose documents are replaced, generation by generation.
 */
@Command(
    name = "churn",
    description = {
      "Replaces documents generation after generation and merges: cost, recall, visited vectors,",
      "reachability, beside an index built anew from the same documents."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class ChurnCommand implements Callable<Integer> {
  @Mixin private MeasureOptions measure;
  @Mixin private DataOptions data;

  @Option(
      names = "--peers",
      split = ",",
      description = "hnsw:M:beam@VERSION: formats of other Lucenes, each in a process of its own")
  private List<String> peers = List.of();

  @Option(names = "--generations", defaultValue = "100", description = "replacements")
  private int generations;

  @Option(
      names = "--start",
      defaultValue = "50%",
      converter = Share.Converter.class,
      description = "share of the data that is in the index at first; the others come later")
  private Share start;

  @Option(
      names = "--delete",
      defaultValue = "2%",
      converter = Share.Converter.class,
      description = "share of the documents deleted in a generation")
  private Share delete;

  @Option(
      names = "--add",
      defaultValue = "2%",
      converter = Share.Converter.class,
      description = "share of the documents added in a generation")
  private Share add;

  @Option(names = "--delete-only", description = "add nothing; start with all data")
  private boolean deleteOnly;

  @Option(
      names = "--merge",
      defaultValue = "force",
      description = "force (into one segment) or policy (what Lucene's merge policy wants)")
  private String merge;

  @Option(
      names = "--rebuild-every",
      defaultValue = "10",
      description = "generations between two fresh indexes to compare with")
  private int rebuildEvery;

  @Option(names = "--list-size", defaultValue = "40", description = "candidates of each segment")
  private int listSize;

  @Option(names = "--queries", defaultValue = "200", description = "queries, of --data at most")
  private int queries;

  @Override
  public Integer call() throws IOException {
    check();
    List<OtherLucene> others = others();
    DataSet set = data.open().withQueries(queries);
    checkSize(set);
    try (WorkFolder work = WorkFolder.open(Optional.empty())) {
      WarmUp warmUp = new WarmUp(measure.warmUp(), work);
      List<ChurnRecord> records =
          new ArrayList<>(new ChurnRun(set, settings(), work, warmUp).run());
      for (OtherLucene lucene : others) {
        records.add(new ChurnPeer(lucene, arguments(), work).run());
      }
      measure.show("churn", new ChurnReport(records));
    }
    return 0;
  }

  private List<OtherLucene> others() {
    try {
      return peers.stream().map(String::strip).map(OtherLucene::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new DataException(e.getMessage(), e);
    }
  }

  /** What this command was told, for another process. */
  private List<String> arguments() {
    List<String> arguments = new ArrayList<>(data.arguments());
    arguments.addAll(List.of("--generations", "" + generations, "--start", "" + start.value()));
    arguments.addAll(List.of("--delete", "" + delete.value(), "--add", "" + add.value()));
    if (deleteOnly) {
      arguments.add("--delete-only");
    }
    arguments.addAll(List.of("--merge", merge, "--rebuild-every", "" + rebuildEvery));
    arguments.addAll(List.of("--list-size", "" + listSize, "--queries", "" + queries));
    arguments.addAll(List.of("--k", "" + measure.k(), "--warm-up", "" + measure.warmUp()));
    return arguments;
  }

  private void check() {
    measure.check();
    if (IntStream.of(generations, rebuildEvery, queries).min().getAsInt() < 1
        || listSize < measure.k()) {
      throw new DataException(
          "--generations, --rebuild-every and --queries must be at least 1, --list-size at least"
              + " k");
    }
  }

  private void checkSize(DataSet set) {
    int size = set.base().size();
    if (startShare() * size < 2 * measure.k()) {
      throw new DataException("--start of " + size + " vectors is fewer than 2k");
    }
  }

  private double startShare() {
    return deleteOnly ? 1 : start.value();
  }

  private ChurnSettings settings() {
    return new ChurnSettings(
        measure.formats(),
        generations,
        startShare(),
        delete.value(),
        deleteOnly ? 0 : add.value(),
        mergeKind(),
        rebuildEvery,
        measure.k(),
        listSize,
        data.bytes());
  }

  private MergeKind mergeKind() {
    return switch (merge) {
      case "force" -> MergeKind.FORCE;
      case "policy" -> MergeKind.POLICY;
      default -> throw new DataException("--merge is force or policy, not '" + merge + "'");
    };
  }
}

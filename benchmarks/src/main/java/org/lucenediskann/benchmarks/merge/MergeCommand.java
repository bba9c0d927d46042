package org.lucenediskann.benchmarks.merge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.lucenediskann.benchmarks.cli.DataOptions;
import org.lucenediskann.benchmarks.cli.IntList;
import org.lucenediskann.benchmarks.cli.MeasureOptions;
import org.lucenediskann.benchmarks.cli.RowOrder;
import org.lucenediskann.benchmarks.cli.Share;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.index.WarmUp;
import org.lucenediskann.benchmarks.index.WorkFolder;
import org.lucenediskann.codec.DiskAnnVectorsFormat;
import org.lucenediskann.codec.merge.AskedPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code benchmarks/run merge}: what it costs to make one segment of many, and what comes out. */
@Command(
    name = "merge",
    description = {
      "What it costs to make one segment of many, beside building it anew from the same vectors,",
      "and how both are searched."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class MergeCommand implements Callable<Integer> {
  private static final long SEED = 42;
  private static final String ALL = "all";

  @Mixin private MeasureOptions measure;
  @Mixin private DataOptions data;

  @Option(names = "--segments", defaultValue = "10", description = "segments of equal size")
  private int segments;

  @Option(
      names = "--shares",
      converter = IntList.Converter.class,
      description = "sizes of segments in proportion to each other instead: 90,10")
  private IntList shares;

  @Option(
      names = "--delete",
      defaultValue = "0%",
      converter = Share.Converter.class,
      description = "share of documents deleted before the merge")
  private Share delete;

  @Option(
      names = "--order",
      defaultValue = "given",
      converter = RowOrder.Converter.class,
      description = "given or natural")
  private RowOrder order;

  @Option(
      names = "--threads",
      defaultValue = "1",
      converter = IntList.Converter.class,
      description = "threads a merge may use; everything is done with each of these numbers")
  private IntList threads;

  @Option(
      names = "--list-sizes",
      defaultValue = "10,20,40,80,160",
      converter = IntList.Converter.class,
      description = "candidates of a search")
  private IntList listSizes;

  @Option(names = "--repeat", defaultValue = "1", description = "search passes; medians are shown")
  private int repeat;

  @Option(names = "--builds", defaultValue = "1", description = "times; medians are shown")
  private int builds;

  @Option(
      names = "--plans",
      description = {
        "merge this project's format, the first of --formats, by every plan instead and compare",
        "these: all, or any of chosen, insert:walks, insert:groups, leaf-merge:FANOUT,",
        "rebuild:FANOUT (the last rebuild is what the others are compared with)"
      })
  private String plans;

  @Option(names = "--explain", description = "print what this format says of its merges")
  private boolean explain;

  @Override
  public Integer call() throws IOException {
    MergeSettings settings = settings();
    DataSet set = data.open();
    try (WorkFolder work = WorkFolder.open(Optional.empty())) {
      WarmUp warmUp = new WarmUp(measure.warmUp(), work);
      if (plans == null) {
        compareFormats(set, settings, work, warmUp);
      } else {
        comparePlans(set, settings, work, warmUp);
      }
    }
    return 0;
  }

  private void compareFormats(DataSet set, MergeSettings settings, WorkFolder work, WarmUp warmUp)
      throws IOException {
    List<MergeRecord> records = new ArrayList<>();
    for (int count : threads.values()) {
      records.addAll(new MergeRun(set, plan(set, count), settings, work, warmUp).run());
    }
    measure.show("merge", new MergeReport(records));
  }

  private void comparePlans(DataSet set, MergeSettings settings, WorkFolder work, WarmUp warmUp)
      throws IOException {
    FormatSpec format = settings.formats().getFirst();
    MergePlan plan = plan(set, threads.values()[0]);
    List<FrontierRecord> records =
        new FrontierRun(set, plan, settings, work, warmUp).run(format, askedPlans(format));
    measure.show("merge", new FrontierReport(records));
  }

  private List<AskedPlan> askedPlans(FormatSpec format) {
    if (!(format.create() instanceof DiskAnnVectorsFormat ours)) {
      throw new DataException("--plans are of this project's format, not of " + format.label());
    }
    String list = plans.equals(ALL) ? FrontierRun.everyPlan(ours.parameters().fanout()) : plans;
    try {
      return Arrays.stream(list.split(",", -1)).map(String::strip).map(AskedPlan::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new DataException(e.getMessage(), e);
    }
  }

  private MergeSettings settings() {
    measure.check();
    int k = measure.k();
    int[] sizes = listSizes.atLeast(k);
    if (IntStream.of(segments, repeat, builds).min().getAsInt() < 1) {
      throw new DataException("--segments, --repeat and --builds must be at least 1");
    }
    return new MergeSettings(measure.formats(), k, sizes, builds, repeat, explain);
  }

  private MergePlan plan(DataSet set, int threadCount) {
    int[] rows = order.rows(set);
    int[] sizes =
        shares == null ? IntStream.generate(() -> 1).limit(segments).toArray() : shares.values();
    int deleted = delete.of(rows.length);
    if (rows.length < sizes.length) {
      throw new DataException(
          sizes.length + " segments cannot be made of " + rows.length + " rows");
    }
    if (rows.length - deleted < measure.k()) {
      throw new DataException("--delete must leave at least k=" + measure.k() + " documents");
    }
    return new MergePlan(
        MergePlan.cut(rows, sizes),
        MergePlan.choose(rows, deleted, SEED),
        order.label(),
        threadCount,
        data.bytes());
  }
}

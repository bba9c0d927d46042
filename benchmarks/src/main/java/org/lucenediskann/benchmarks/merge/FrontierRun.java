package org.lucenediskann.benchmarks.merge;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.util.InfoStream;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.formats.PlannedSpec;
import org.lucenediskann.benchmarks.index.IndexSession;
import org.lucenediskann.benchmarks.index.WarmUp;
import org.lucenediskann.benchmarks.index.WorkFolder;
import org.lucenediskann.benchmarks.measure.Cost;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.measure.Stopwatch;
import org.lucenediskann.benchmarks.progress.Progress;
import org.lucenediskann.benchmarks.search.CurvePoint;
import org.lucenediskann.benchmarks.search.Recall;
import org.lucenediskann.codec.merge.AskedPlan;

/** Makes the segments once, and merges copies of them by one plan after the other. */
final class FrontierRun {
  private static final String SEGMENTS = "segments";

  private final DataSet data;
  private final MergePlan plan;
  private final MergeSettings settings;
  private final WorkFolder work;
  private final WarmUp warmUp;
  private final MergedIndexes indexes;

  FrontierRun(
      DataSet data, MergePlan plan, MergeSettings settings, WorkFolder work, WarmUp warmUp) {
    this.data = data;
    this.plan = plan;
    this.settings = settings;
    this.work = work;
    this.warmUp = warmUp;
    this.indexes = new MergedIndexes(data, plan, settings, work);
  }

  /** Inserting in both ways, and the others with a third to all of a build's fanout. */
  static String everyPlan(int fanout) {
    int[] fanouts =
        IntStream.of(2, 3, 4, 5, 6).map(sixths -> Math.max(1, fanout * sixths / 6)).toArray();
    return Stream.of(
            Stream.of("chosen", "insert:walks", "insert:groups"),
            IntStream.of(fanouts).distinct().mapToObj(some -> "leaf-merge:" + some),
            IntStream.of(fanouts).distinct().mapToObj(some -> "rebuild:" + some))
        .flatMap(Function.identity())
        .collect(Collectors.joining(","));
  }

  /** A record per plan. */
  List<FrontierRecord> run(FormatSpec format, List<AskedPlan> plans) throws IOException {
    Recall recall = indexes.recall();
    List<PlannedSpec> specs = plans.stream().map(asked -> new PlannedSpec(format, asked)).toList();
    indexes.warmUp(warmUp, List.copyOf(specs));
    addSegments(format);
    List<MergeCosts> costs = new ArrayList<>();
    specs.forEach(spec -> costs.add(new MergeCosts()));
    for (int build = 0; build < settings.builds(); build++) {
      for (int i = 0; i < specs.size(); i++) {
        costs.get(i).merges.add(merge(specs.get(i)));
      }
    }
    List<String> names = specs.stream().map(FormatSpec::label).toList();
    List<List<CurvePoint>> curves = indexes.curves(names, recall);
    List<FrontierRecord> records = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      records.add(record(specs.get(i), costs.get(i), curves.get(i)));
    }
    return records;
  }

  private void addSegments(FormatSpec format) throws IOException {
    work.fresh(SEGMENTS);
    try (Progress progress = Progress.start(format.label(), plan.size());
        IndexSession index = indexes.open(format, SEGMENTS, InfoStream.NO_OUTPUT)) {
      plan.addTo(index, progress);
    }
  }

  private Cost merge(PlannedSpec spec) throws IOException {
    copySegments(work.fresh(spec.label()));
    try (Progress progress = Progress.start(spec.label(), 1);
        IndexSession index = indexes.open(spec, spec.label(), InfoStream.NO_OUTPUT)) {
      warmUp.settle();
      Stopwatch stopwatch = new Stopwatch();
      index.mergeAll();
      Cost cost = stopwatch.elapsed();
      progress.step(1);
      return cost;
    }
  }

  private void copySegments(Path to) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(work.folder(SEGMENTS))) {
      for (Path file : files) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private FrontierRecord record(PlannedSpec spec, MergeCosts costs, List<CurvePoint> curve)
      throws IOException {
    double[] cpu = costs.merges.stream().mapToDouble(Cost::cpuSeconds).sorted().toArray();
    var graphs = spec.plan().report();
    return new FrontierRecord(
        spec.format().label(),
        spec.parameters(),
        spec.plan().name(),
        graphs.plan(),
        data.name(),
        data.metric().name().toLowerCase(Locale.ROOT),
        plan.size(),
        data.base().dimension(),
        plan.segments().stream().map(rows -> rows.length).toList(),
        plan.deleted().length,
        plan.order(),
        plan.threads(),
        settings.k(),
        settings.builds(),
        MergeCosts.median(costs.merges, Cost::cpuSeconds),
        List.of(cpu[0], cpu[cpu.length - 1]),
        MergeCosts.median(costs.merges, Cost::wallSeconds),
        graphs.estimatedShare(),
        graphs.elapsedNs() / 1e9,
        curve,
        indexes.health(spec.label()),
        Environment.detect());
  }
}

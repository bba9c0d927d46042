package org.lucenediskann.benchmarks.merge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.util.InfoStream;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.index.Explanation;
import org.lucenediskann.benchmarks.index.IndexSession;
import org.lucenediskann.benchmarks.index.WarmUp;
import org.lucenediskann.benchmarks.index.WorkFolder;
import org.lucenediskann.benchmarks.measure.Cost;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.measure.Stopwatch;
import org.lucenediskann.benchmarks.progress.Progress;
import org.lucenediskann.benchmarks.search.CurvePoint;
import org.lucenediskann.benchmarks.search.Recall;

/** Makes the same segments with several formats, merges them, and builds ours anew besides. */
final class MergeRun {
  private static final String OURS = "diskann";

  private final DataSet data;
  private final MergePlan plan;
  private final MergeSettings settings;
  private final WorkFolder work;
  private final WarmUp warmUp;
  private final MergedIndexes indexes;

  MergeRun(DataSet data, MergePlan plan, MergeSettings settings, WorkFolder work, WarmUp warmUp) {
    this.data = data;
    this.plan = plan;
    this.settings = settings;
    this.work = work;
    this.warmUp = warmUp;
    this.indexes = new MergedIndexes(data, plan, settings, work);
  }

  /** A record per format. */
  List<MergeRecord> run() throws IOException {
    Recall recall = indexes.recall();
    indexes.warmUp(warmUp, settings.formats());
    List<MergeCosts> costs = new ArrayList<>();
    settings.formats().forEach(format -> costs.add(new MergeCosts()));
    for (int build = 0; build < settings.builds(); build++) {
      for (int i = 0; i < costs.size(); i++) {
        build(settings.formats().get(i), costs.get(i));
      }
    }
    return records(costs, recall);
  }

  private void build(FormatSpec format, MergeCosts costs) throws IOException {
    Explanation explanation = new Explanation();
    InfoStream infoStream = settings.explain() ? explanation : InfoStream.NO_OUTPUT;
    try (Progress progress = Progress.start(format.label(), plan.size());
        IndexSession index = open(format, mergedName(format), infoStream)) {
      warmUp.settle();
      costs.builds.add(addSegments(index, progress));
      explanation.drain();
      progress.phase("merge");
      warmUp.settle();
      costs.merges.add(merge(index));
      explanation.drain().forEach(line -> System.out.println(format.label() + ": " + line));
    }
    if (format.family().equals(OURS)) {
      warmUp.settle();
      costs.rebuilds.add(rebuild(format));
    }
  }

  private IndexSession open(FormatSpec format, String name, InfoStream infoStream)
      throws IOException {
    work.fresh(name);
    return indexes.open(format, name, infoStream);
  }

  private Cost addSegments(IndexSession index, Progress progress) throws IOException {
    Stopwatch stopwatch = new Stopwatch();
    plan.addTo(index, progress);
    return stopwatch.elapsed();
  }

  private static Cost merge(IndexSession index) throws IOException {
    Stopwatch stopwatch = new Stopwatch();
    index.mergeAll();
    return stopwatch.elapsed();
  }

  private Cost rebuild(FormatSpec format) throws IOException {
    int[] rows = plan.liveRows();
    try (Progress progress = Progress.start(format.label() + " rebuilt", rows.length);
        IndexSession index = open(format, rebuiltName(format), InfoStream.NO_OUTPUT)) {
      Stopwatch stopwatch = new Stopwatch();
      index.add(rows, progress);
      index.commit();
      return stopwatch.elapsed();
    }
  }

  private static String mergedName(FormatSpec format) {
    return format.label() + "-merged";
  }

  private static String rebuiltName(FormatSpec format) {
    return format.label() + "-rebuilt";
  }

  private List<MergeRecord> records(List<MergeCosts> costs, Recall recall) throws IOException {
    List<String> names = new ArrayList<>();
    for (FormatSpec format : settings.formats()) {
      names.add(mergedName(format));
      if (format.family().equals(OURS)) {
        names.add(rebuiltName(format));
      }
    }
    List<List<CurvePoint>> curves = indexes.curves(names, recall);
    List<MergeRecord> records = new ArrayList<>();
    for (int i = 0; i < costs.size(); i++) {
      FormatSpec format = settings.formats().get(i);
      int rebuilt = names.indexOf(rebuiltName(format));
      records.add(
          record(
              format,
              costs.get(i),
              curves.get(names.indexOf(mergedName(format))),
              rebuilt < 0 ? null : curves.get(rebuilt)));
    }
    return records;
  }

  private MergeRecord record(
      FormatSpec format, MergeCosts costs, List<CurvePoint> merged, List<CurvePoint> rebuilt)
      throws IOException {
    double[] mergeCpu = costs.merges.stream().mapToDouble(Cost::cpuSeconds).sorted().toArray();
    return new MergeRecord(
        format.label(),
        format.parameters(),
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
        MergeCosts.median(costs.builds, Cost::cpuSeconds),
        MergeCosts.median(costs.merges, Cost::cpuSeconds),
        MergeCosts.median(costs.merges, Cost::wallSeconds),
        List.of(mergeCpu[0], mergeCpu[mergeCpu.length - 1]),
        MergeCosts.median(costs.rebuilds, Cost::cpuSeconds),
        MergeCosts.median(costs.rebuilds, Cost::wallSeconds),
        costs.merges.getLast().compilerCpuSeconds(),
        merged,
        rebuilt,
        indexes.health(mergedName(format)),
        rebuilt == null ? null : indexes.health(rebuiltName(format)),
        Environment.detect());
  }
}

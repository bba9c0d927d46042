package org.lucenediskann.benchmarks.scale;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.util.IOUtils;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.index.IndexCost;
import org.lucenediskann.benchmarks.index.IndexPlan;
import org.lucenediskann.benchmarks.index.Indexer;
import org.lucenediskann.benchmarks.index.WarmUp;
import org.lucenediskann.benchmarks.index.WorkFolder;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.measure.HeapPeak;
import org.lucenediskann.benchmarks.progress.Progress;
import org.lucenediskann.benchmarks.search.CurveMeter;
import org.lucenediskann.benchmarks.search.CurvePoint;
import org.lucenediskann.benchmarks.search.OpenIndex;
import org.lucenediskann.benchmarks.search.Recall;

/** Builds and searches ever larger parts of one data set, each in one segment. */
final class ScaleRun {
  private static final int MAX_BUILDS = 9;

  /** A build: what it took, and the heap it needed. */
  private record Build(IndexCost cost, Double heapPeakMb) {
    double cpuSeconds() {
      return cost.index().cpuSeconds();
    }
  }

  /** The median of several builds. */
  private record Built(FormatSpec format, int count, Build median) {}

  private final DataSet data;
  private final ScaleSettings settings;
  private final WorkFolder work;
  private final WarmUp warmUp;

  ScaleRun(DataSet data, ScaleSettings settings, WorkFolder work, WarmUp warmUp) {
    this.data = data;
    this.settings = settings;
    this.work = work;
    this.warmUp = warmUp;
  }

  /** A record per size and format, by size. */
  List<ScaleRecord> run() throws IOException {
    int least = settings.sizes()[0];
    warmUp.run(data.limitedTo(least), plan(least), settings.formats());
    List<ScaleRecord> records = new ArrayList<>();
    for (int size : settings.sizes()) {
      records.addAll(run(data.limitedTo(size), settings.formatsAt(size)));
    }
    return records;
  }

  private IndexPlan plan(int size) {
    int[] rows = IntStream.range(0, size).toArray();
    return new IndexPlan(rows, IndexPlan.docsPerFlush(size, 1), false, settings.threads(), false);
  }

  private List<ScaleRecord> run(DataSet part, List<FormatSpec> formats) throws IOException {
    List<Built> built = new ArrayList<>();
    for (FormatSpec format : formats) {
      built.add(build(part, format));
    }
    List<List<CurvePoint>> curves = search(part, formats);
    List<ScaleRecord> records = new ArrayList<>();
    for (int i = 0; i < built.size(); i++) {
      records.add(record(part, built.get(i), curves.get(i)));
    }
    return records;
  }

  private Built build(DataSet part, FormatSpec format) throws IOException {
    Indexer indexer = new Indexer(part, plan(part.base().size()));
    String task = format.label() + ", " + part.base().size();
    List<Build> builds = new ArrayList<>();
    double seconds = 0;
    while (builds.isEmpty()
        || (seconds < settings.minBuildSeconds() && builds.size() < MAX_BUILDS)) {
      warmUp.settle();
      Build build = build(indexer, format, task, part.base().size());
      seconds += build.cpuSeconds();
      builds.add(build);
    }
    builds.sort(Comparator.comparingDouble(Build::cpuSeconds));
    return new Built(format, builds.size(), builds.get((builds.size() - 1) / 2));
  }

  private Build build(Indexer indexer, FormatSpec format, String task, int size)
      throws IOException {
    Path dir = work.fresh(format.label());
    try (Progress progress = Progress.start(task, size);
        HeapPeak heap = HeapPeak.watch()) {
      IndexCost cost = indexer.index(format, dir, progress);
      return new Build(cost, heap.megabytes());
    }
  }

  private List<List<CurvePoint>> search(DataSet part, List<FormatSpec> formats) throws IOException {
    int k = settings.k();
    Recall recall = Recall.of(part, k);
    List<OpenIndex> indexes = new ArrayList<>();
    try {
      for (FormatSpec format : formats) {
        indexes.add(new OpenIndex(work.folder(format.label()), false));
      }
      return new CurveMeter(part.queries(), recall, k, settings.repeats())
          .measure(indexes, settings.listSizes());
    } finally {
      IOUtils.close(indexes);
    }
  }

  private ScaleRecord record(DataSet part, Built built, List<CurvePoint> curve) {
    IndexCost cost = built.median().cost();
    int size = part.base().size();
    return new ScaleRecord(
        built.format().label(),
        built.format().parameters(),
        data.name(),
        size,
        part.base().dimension(),
        settings.k(),
        settings.threads(),
        built.count(),
        cost.index().cpuSeconds(),
        cost.index().wallSeconds(),
        cost.index().cpuSeconds() / size * 1e6,
        cost.index().compilerCpuSeconds(),
        built.median().heapPeakMb(),
        cost.bytes(),
        curve,
        Environment.detect());
  }
}

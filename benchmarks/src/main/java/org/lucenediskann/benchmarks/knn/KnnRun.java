package org.lucenediskann.benchmarks.knn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.InfoStream;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.index.Explanation;
import org.lucenediskann.benchmarks.index.IndexCost;
import org.lucenediskann.benchmarks.index.Indexer;
import org.lucenediskann.benchmarks.index.WarmUp;
import org.lucenediskann.benchmarks.index.WorkFolder;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.progress.Progress;
import org.lucenediskann.benchmarks.search.CurveMeter;
import org.lucenediskann.benchmarks.search.CurvePoint;
import org.lucenediskann.benchmarks.search.OpenIndex;
import org.lucenediskann.benchmarks.search.Recall;

/** Indexes one data set with several formats in one JVM and searches them in turns. */
public final class KnnRun {
  private final DataSet data;
  private final KnnSettings settings;
  private final WorkFolder work;
  private final WarmUp warmUp;

  /** An index made, and where its flushes' time went if that was asked for. */
  private record Build(IndexCost cost, Map<String, Double> phaseMs) {}

  /** Indexes will live in {@code work}, and stay there until it is closed. */
  public KnnRun(DataSet data, KnnSettings settings, WorkFolder work) {
    this.data = data;
    this.settings = settings;
    this.work = work;
    this.warmUp = new WarmUp(settings.warmUp(), work);
  }

  /** One record per format. */
  public List<KnnRecord> run() throws IOException {
    Recall recall = Recall.of(data, settings.k());
    warmUp.run(data, settings.plan(), settings.formats());
    return search(recall, build());
  }

  private List<List<Build>> build() throws IOException {
    List<List<Build>> builds = new ArrayList<>();
    settings.formats().forEach(format -> builds.add(new ArrayList<>()));
    for (int build = 0; build < settings.builds(); build++) {
      for (int i = 0; i < settings.formats().size(); i++) {
        FormatSpec format = settings.formats().get(i);
        warmUp.settle();
        Path dir = work.fresh(indexName(i));
        builds.get(i).add(index(format, dir));
      }
    }
    return builds;
  }

  private Build index(FormatSpec format, Path dir) throws IOException {
    Explanation explanation = new Explanation();
    InfoStream infoStream = settings.explain() ? explanation : InfoStream.NO_OUTPUT;
    try (Progress progress = Progress.start(format.label(), settings.plan().order().length)) {
      Indexer indexer = new Indexer(data, settings.plan());
      IndexCost cost = indexer.index(format, dir, progress, infoStream);
      return new Build(cost, FlushPhases.milliseconds(explanation.drain()));
    }
  }

  /** Opens the index of the {@code format}-th format after {@link #run()}. */
  public OpenIndex open(int format) throws IOException {
    return new OpenIndex(
        work.folder(indexName(format)),
        settings.plan().bytes(),
        settings.formats().get(format)::collector);
  }

  private String indexName(int format) {
    return format + "-" + settings.formats().get(format).label();
  }

  private List<KnnRecord> search(Recall recall, List<List<Build>> builds) throws IOException {
    List<OpenIndex> indexes = new ArrayList<>();
    try {
      for (int i = 0; i < builds.size(); i++) {
        indexes.add(open(i));
      }
      CurveMeter meter = new CurveMeter(data.queries(), recall, settings.k(), settings.repeats());
      return records(indexes, meter.measure(indexes, settings.listSizes()), builds);
    } finally {
      IOUtils.close(indexes);
    }
  }

  private List<KnnRecord> records(
      List<OpenIndex> indexes, List<List<CurvePoint>> curves, List<List<Build>> builds) {
    Environment environment = Environment.detect();
    List<KnnRecord> records = new ArrayList<>();
    for (int i = 0; i < curves.size(); i++) {
      FormatSpec format = settings.formats().get(i);
      int segments = indexes.get(i).segments();
      records.add(record(format, segments, builds.get(i), curves.get(i), environment));
    }
    return records;
  }

  private KnnRecord record(
      FormatSpec format,
      int segments,
      List<Build> builds,
      List<CurvePoint> curve,
      Environment environment) {
    List<Build> sorted =
        builds.stream()
            .sorted(Comparator.comparingDouble(build -> build.cost().totalCpuSeconds()))
            .toList();
    Build shown = sorted.get((sorted.size() - 1) / 2);
    IndexCost median = shown.cost();
    return new KnnRecord(
        format.label(),
        format.parameters(),
        data.name(),
        data.metric().name().toLowerCase(Locale.ROOT),
        settings.plan().order().length,
        data.base().dimension(),
        segments,
        median.segmentsFlushed(),
        settings.order(),
        settings.plan().threads(),
        settings.k(),
        median.index().cpuSeconds(),
        median.index().wallSeconds(),
        median.index().threadCpuSeconds(),
        median.merge().cpuSeconds(),
        median.merge().wallSeconds(),
        median.merge().threadCpuSeconds(),
        median.totalCpuSeconds(),
        median.index().compilerCpuSeconds() + median.merge().compilerCpuSeconds(),
        List.of(
            sorted.getFirst().cost().totalCpuSeconds(), sorted.getLast().cost().totalCpuSeconds()),
        shown.phaseMs(),
        median.windows(),
        median.longestPauseSeconds(),
        median.bytes(),
        median.bytesByExtension(),
        curve,
        environment);
  }
}

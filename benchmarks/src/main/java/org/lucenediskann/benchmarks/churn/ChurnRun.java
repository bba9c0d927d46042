package org.lucenediskann.benchmarks.churn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.InfoStream;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.formats.FormatSpec;
import org.lucenediskann.benchmarks.graph.GraphHealth;
import org.lucenediskann.benchmarks.graph.GraphInspector;
import org.lucenediskann.benchmarks.index.IndexPlan;
import org.lucenediskann.benchmarks.index.IndexSession;
import org.lucenediskann.benchmarks.index.WarmUp;
import org.lucenediskann.benchmarks.index.WorkFolder;
import org.lucenediskann.benchmarks.measure.Cost;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.measure.Stopwatch;
import org.lucenediskann.benchmarks.progress.Progress;
import org.lucenediskann.benchmarks.search.CurveMeter;
import org.lucenediskann.benchmarks.search.CurvePoint;
import org.lucenediskann.benchmarks.search.LiveNeighbors;
import org.lucenediskann.benchmarks.search.OpenIndex;
import org.lucenediskann.benchmarks.search.Recall;

/** Replaces documents generation after generation, in all formats in turn. */
final class ChurnRun {
  private final DataSet data;
  private final ChurnSettings settings;
  private final WorkFolder work;
  private final WarmUp warmUp;
  private final LiveRows live;
  private final LiveNeighbors truth;
  private final List<IndexSession> indexes = new ArrayList<>();
  private final List<List<Generation>> histories = new ArrayList<>();

  ChurnRun(DataSet data, ChurnSettings settings, WorkFolder work, WarmUp warmUp) {
    this.data = data;
    this.settings = settings;
    this.work = work;
    this.warmUp = warmUp;
    int total = data.base().size();
    this.live = new LiveRows(total, (int) Math.round(settings.start() * total));
    this.truth = new LiveNeighbors(data, settings.k());
  }

  /** A record per format. */
  List<ChurnRecord> run() throws IOException {
    warmUp.run(
        data,
        new IndexPlan(live.rows(), live.count(), true, 1, settings.bytes()),
        settings.formats());
    long steps = (long) (settings.generations() + 1) * settings.formats().size();
    try (Progress progress = Progress.start("generations", steps)) {
      for (FormatSpec format : settings.formats()) {
        indexes.add(open(format, work.fresh(format.label())));
        histories.add(new ArrayList<>());
      }
      generation(0, new LiveRows.Change(new int[0], live.rows()), progress);
      for (int generation = 1; generation <= settings.generations(); generation++) {
        generation(generation, change(), progress);
      }
    } finally {
      IOUtils.close(indexes);
    }
    return records();
  }

  private IndexSession open(FormatSpec format, Path dir) throws IOException {
    return new IndexSession(data, format, dir, 1, settings.bytes(), InfoStream.NO_OUTPUT);
  }

  private LiveRows.Change change() {
    int deletions = (int) Math.round(settings.delete() * live.count());
    int additions = (int) Math.round(settings.add() * live.count());
    return live.replace(
        Math.min(deletions, live.count() - settings.k()), Math.min(additions, live.others()));
  }

  private void generation(int number, LiveRows.Change change, Progress progress)
      throws IOException {
    Recall recall = new Recall(data, truth.among(live.set()), settings.k());
    for (int i = 0; i < indexes.size(); i++) {
      FormatSpec format = settings.formats().get(i);
      Cost cost = apply(indexes.get(i), change);
      Generation after = measure(number, format.label(), indexes.get(i), cost, recall);
      boolean compare = number > 0 && number % settings.rebuildEvery() == 0;
      histories.get(i).add(compare ? after.beside(rebuild(number, format, recall)) : after);
      progress.step(1);
    }
  }

  private Cost apply(IndexSession index, LiveRows.Change change) throws IOException {
    Stopwatch stopwatch = new Stopwatch();
    index.delete(change.deleted());
    index.add(change.added(), Progress.NONE);
    switch (settings.merge()) {
      case FORCE -> index.mergeAll();
      case POLICY -> index.mergeByPolicy();
    }
    return stopwatch.elapsed();
  }

  private Generation rebuild(int number, FormatSpec format, Recall recall) throws IOException {
    String name = format.label() + "-rebuilt";
    try (IndexSession index = open(format, work.fresh(name))) {
      Cost cost = apply(index, new LiveRows.Change(new int[0], live.rows()));
      return measure(number, name, index, cost, recall);
    }
  }

  private Generation measure(int number, String name, IndexSession index, Cost cost, Recall recall)
      throws IOException {
    Path dir = work.folder(name);
    CurvePoint point = search(dir, recall);
    GraphHealth health = GraphInspector.inspect(dir);
    return new Generation(
        number,
        live.count(),
        index.segmentCount(),
        cost.cpuSeconds(),
        cost.wallSeconds(),
        point.recall(),
        point.visited(),
        point.p50Us(),
        index.bytesByExtension().values().stream().mapToLong(Long::longValue).sum(),
        health.edges(),
        health.reachability(),
        null);
  }

  private CurvePoint search(Path dir, Recall recall) throws IOException {
    try (OpenIndex index = new OpenIndex(dir, settings.bytes())) {
      return new CurveMeter(data.queries(), recall, settings.k(), 1)
          .measureOnce(index, settings.listSize());
    }
  }

  private List<ChurnRecord> records() {
    ChurnRecord[] records = new ChurnRecord[histories.size()];
    Arrays.setAll(records, i -> record(settings.formats().get(i), histories.get(i)));
    return List.of(records);
  }

  private ChurnRecord record(FormatSpec format, List<Generation> history) {
    return new ChurnRecord(
        format.label(),
        format.parameters(),
        data.name(),
        data.metric().name().toLowerCase(Locale.ROOT),
        data.base().size(),
        data.base().dimension(),
        settings.delete(),
        settings.add(),
        settings.merge().name().toLowerCase(Locale.ROOT),
        settings.k(),
        settings.listSize(),
        data.queries().size(),
        history,
        Environment.detect());
  }
}

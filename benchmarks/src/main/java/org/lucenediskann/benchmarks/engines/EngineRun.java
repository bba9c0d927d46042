package org.lucenediskann.benchmarks.engines;

import java.util.List;
import java.util.Locale;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.progress.Progress;
import org.lucenediskann.benchmarks.search.Recall;

/** Has a cluster index the same data in all formats, and search it, in turns. */
final class EngineRun {
  private final Engine engine;
  private final Cluster cluster;
  private final DataSet data;
  private final EngineSettings settings;
  private final List<MeasuredIndex> indexes;

  EngineRun(Engine engine, Cluster cluster, DataSet data, EngineSettings settings) {
    this.engine = engine;
    this.cluster = cluster;
    this.data = data;
    this.settings = settings;
    this.indexes =
        settings.formats().stream()
            .map(format -> new MeasuredIndex(format, engine, cluster, data, settings))
            .toList();
  }

  /** One record per format. */
  List<EngineRecord> run() {
    Recall recall = Recall.of(data, settings.k());
    Cluster.Facts facts = cluster.facts();
    try {
      build();
      search(recall);
      Environment environment = Environment.detect();
      return indexes.stream().map(index -> record(index, facts, environment)).toList();
    } finally {
      indexes.forEach(MeasuredIndex::delete);
    }
  }

  private void build() {
    int warmUp = Math.min(settings.warmUp(), data.base().size());
    if (warmUp > 0) {
      inTurns("warm-up", 1, (index, turn) -> index.warmUp(warmUp));
    }
    for (int round = 0; round < settings.rounds(); round++) {
      indexes.forEach(this::build);
    }
  }

  private void build(MeasuredIndex index) {
    try (Progress progress = Progress.start(index.format().label(), data.base().size())) {
      index.build(progress);
    }
  }

  private void search(Recall recall) {
    int[] sizes = settings.listSizes();
    int repeats = settings.repeats();
    inTurns("visit", sizes.length, (index, turn) -> index.visit(sizes[turn]));
    inTurns(
        "search",
        sizes.length * repeats,
        (index, turn) -> index.search(sizes[turn / repeats], recall));
  }

  private interface Turn {
    void take(MeasuredIndex index, int turn);
  }

  private void inTurns(String task, int turns, Turn action) {
    try (Progress progress = Progress.start(task, (long) turns * indexes.size())) {
      for (int turn = 0; turn < turns; turn++) {
        for (MeasuredIndex index : indexes) {
          action.take(index, turn);
          progress.step(1);
        }
      }
    }
  }

  private EngineRecord record(MeasuredIndex index, Cluster.Facts facts, Environment environment) {
    PhaseCost ingest = index.cost(MeasuredIndex.Build::ingest);
    MeasuredIndex.Build last = index.lastBuild();
    return new EngineRecord(
        index.format().label(),
        index.mapping(),
        engine.label(),
        facts.version(),
        facts.nodes(),
        facts.heapMb(),
        data.name(),
        data.metric().name().toLowerCase(Locale.ROOT),
        data.base().size(),
        data.base().dimension(),
        settings.shards(),
        settings.clients(),
        settings.docsPerRequest(),
        settings.k(),
        settings.rounds(),
        settings.repeats(),
        data.base().size() / ingest.wallS().median(),
        ingest,
        index.cost(MeasuredIndex.Build::refresh),
        index.cost(MeasuredIndex.Build::merge),
        index.cost(MeasuredIndex.Build::total),
        last.beforeMerge().count(),
        last.merged().count(),
        last.merged().bytes(),
        last.vectorsWritten(),
        index.curve(),
        environment);
  }
}

package org.lucenediskann.benchmarks.compare;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.lucene.util.IOUtils;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.index.WorkFolder;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.measure.Spread;
import org.lucenediskann.benchmarks.peer.Reply;
import org.lucenediskann.benchmarks.progress.Progress;
import org.lucenediskann.benchmarks.search.Recall;

/**
 * Has peers do the same in turns: build in every round, search in every pass. Only one of them is
 * busy at a time. What they find is judged here.
 */
final class CompareRun {
  private final DataSet data;
  private final CompareSettings settings;
  private final PeerLauncher launcher;
  private final List<Contender> contenders;

  CompareRun(DataSet data, int[] rows, CompareSettings settings, WorkFolder work) {
    this.data = data;
    this.settings = settings;
    this.launcher = new PeerLauncher(data, rows, settings, work);
    this.contenders = settings.peers().stream().map(Contender::new).toList();
  }

  /** One record per peer. */
  List<CompareRecord> run() throws IOException {
    Recall recall = Recall.of(data, settings.k());
    try {
      inTurns("start", 1, (contender, turn) -> contender.start(launcher));
      inTurns("build", settings.rounds(), (contender, turn) -> contender.build());
      int[] sizes = settings.listSizes();
      inTurns("warm-up", sizes.length, (contender, turn) -> contender.warmUp(sizes[turn]));
      inTurns(
          "search",
          sizes.length * settings.repeats(),
          (contender, turn) -> contender.search(sizes[turn / settings.repeats()], recall));
      Environment environment = Environment.detect();
      return contenders.stream().map(contender -> record(contender, environment)).toList();
    } finally {
      IOUtils.close(contenders);
    }
  }

  private interface Turn {
    void take(Contender contender, int turn) throws IOException;
  }

  private void inTurns(String task, int turns, Turn action) throws IOException {
    try (Progress progress = Progress.start(task, (long) turns * contenders.size())) {
      for (int turn = 0; turn < turns; turn++) {
        for (Contender contender : contenders) {
          action.take(contender, turn);
          progress.step(1);
        }
      }
    }
  }

  private CompareRecord record(Contender contender, Environment environment) {
    boolean measured = contender.failure() == null;
    Reply.Ready ready = contender.ready();
    List<Reply.Built> builds = contender.builds();
    return new CompareRecord(
        contender.label(),
        contender.failure(),
        ready == null ? null : ready.library(),
        ready == null ? null : ready.parameters(),
        data.name(),
        data.metric().name().toLowerCase(Locale.ROOT),
        data.base().size(),
        data.base().dimension(),
        settings.segments(),
        settings.order(),
        settings.threads(),
        settings.k(),
        settings.rounds(),
        settings.repeats(),
        measured ? Spread.of(builds, Reply.Built::indexCpuS) : null,
        measured ? Spread.of(builds, Reply.Built::indexWallS) : null,
        measured ? Spread.of(builds, Reply.Built::mergeCpuS) : null,
        measured ? Spread.of(builds, Reply.Built::mergeWallS) : null,
        measured ? Spread.of(builds, b -> b.indexCpuS() + b.mergeCpuS()) : null,
        measured ? heapPeak(builds) : null,
        measured ? builds.getLast().writtenBytes() : null,
        measured ? builds.getLast().indexBytes() : null,
        measured ? contender.residentBytes() : null,
        measured ? contender.curve() : null,
        environment);
  }

  private static Double heapPeak(List<Reply.Built> builds) {
    return builds.stream()
        .map(Reply.Built::heapPeakMb)
        .filter(Objects::nonNull)
        .max(Double::compare)
        .orElse(null);
  }
}

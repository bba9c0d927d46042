package org.lucenediskann.benchmarks.compare;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lucenediskann.benchmarks.measure.Spread;
import org.lucenediskann.benchmarks.peer.Reply;
import org.lucenediskann.benchmarks.peer.Request;
import org.lucenediskann.benchmarks.search.Recall;
import org.lucenediskann.benchmarks.search.SpreadPoint;

/** A peer with what was measured of it, until something goes wrong. */
final class Contender implements Closeable {
  /** One pass of all queries. */
  private record Pass(double recall, Reply.Found found) {}

  private final PeerSpec spec;
  private final List<Reply.Built> builds = new ArrayList<>();
  private final Map<Integer, List<Pass>> passes = new TreeMap<>(); // by list size
  private PeerProcess process; // null once it failed
  private Reply.Ready ready; // null if it never was
  private String failure; // null while all is well

  Contender(PeerSpec spec) {
    this.spec = spec;
  }

  /** A step that may fail. */
  private interface Step {
    void run() throws IOException, PeerFailure;
  }

  /** Does the next step, unless one has failed before. */
  private void attempt(Step step) throws IOException {
    if (failure != null) {
      return;
    }
    try {
      step.run();
    } catch (PeerFailure e) {
      failure = e.getMessage();
      System.err.println(spec.label() + ": not measured: " + failure);
      close();
    }
  }

  void start(PeerLauncher launcher) throws IOException {
    attempt(
        () -> {
          process = launcher.start(spec);
          ready = process.ready();
        });
  }

  void build() throws IOException {
    attempt(() -> builds.add(process.ask(new Request(Request.Step.BUILD, 0), Reply.Built.class)));
  }

  /** Runs all queries without counting them. */
  void warmUp(int listSize) throws IOException {
    attempt(() -> find(listSize));
  }

  void search(int listSize, Recall recall) throws IOException {
    attempt(
        () -> {
          Reply.Found found = find(listSize);
          passes
              .computeIfAbsent(listSize, size -> new ArrayList<>())
              .add(new Pass(mean(recall, found.rows()), found));
        });
  }

  private Reply.Found find(int listSize) throws IOException, PeerFailure {
    return process.ask(new Request(Request.Step.SEARCH, listSize), Reply.Found.class);
  }

  private static double mean(Recall recall, int[][] rows) {
    double sum = 0;
    for (int query = 0; query < rows.length; query++) {
      sum += recall.of(query, rows[query]);
    }
    return sum / rows.length;
  }

  String label() {
    return spec.label();
  }

  /** Why it was not measured to the end; null if it was. */
  String failure() {
    return failure;
  }

  /** What it says of itself; for who was measured. */
  Reply.Ready ready() {
    return ready;
  }

  /** Its builds, one per round; for who was measured. */
  List<Reply.Built> builds() {
    return builds;
  }

  /** Its curve, ascending by list size; for who was measured. */
  List<SpreadPoint> curve() {
    return passes.entrySet().stream().map(at -> point(at.getKey(), at.getValue())).toList();
  }

  private static SpreadPoint point(int listSize, List<Pass> passes) {
    List<Reply.Found> found = passes.stream().map(Pass::found).toList();
    return new SpreadPoint(
        listSize,
        Spread.of(passes, Pass::recall).median(),
        Spread.of(found, Reply.Found::visited).median(),
        Spread.of(found, Reply.Found::p50Us),
        Spread.of(found, Reply.Found::p99Us),
        Spread.of(found, Reply.Found::cpuUs));
  }

  /** Bytes of its index in memory after the last search; null where nobody tells. */
  Long residentBytes() {
    return List.copyOf(passes.values()).getLast().getLast().found().residentBytes();
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
      process = null;
    }
  }
}

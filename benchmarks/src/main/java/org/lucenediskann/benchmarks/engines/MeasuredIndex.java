package org.lucenediskann.benchmarks.engines;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.measure.Latencies;
import org.lucenediskann.benchmarks.measure.Spread;
import org.lucenediskann.benchmarks.progress.Progress;
import org.lucenediskann.benchmarks.search.Recall;
import org.lucenediskann.benchmarks.search.SpreadPoint;

/** The index of one format, with what was measured of it. */
final class MeasuredIndex {
  /** One round. */
  record Build(
      Phase ingest,
      Phase refresh,
      Phase merge,
      Cluster.Segments beforeMerge,
      Cluster.Segments merged,
      long vectorsWritten) {
    Phase total() {
      return ingest.plus(refresh).plus(merge);
    }
  }

  /** All queries once. */
  private record Pass(double recall, double p50Us, double p99Us, Double cpuUs) {}

  private final EngineFormat format;
  private final Engine engine;
  private final Cluster cluster;
  private final DataSet data;
  private final EngineSettings settings;
  private final JsonVectors vectors;
  private final List<Build> builds = new ArrayList<>();
  private final Map<Integer, Double> visited = new TreeMap<>(); // by list size, where told
  private final Map<Integer, List<Pass>> passes = new TreeMap<>(); // by list size

  MeasuredIndex(
      EngineFormat format, Engine engine, Cluster cluster, DataSet data, EngineSettings settings) {
    this.format = format;
    this.engine = engine;
    this.cluster = cluster;
    this.data = data;
    this.settings = settings;
    this.vectors = new JsonVectors(data, settings.bytes());
  }

  EngineFormat format() {
    return format;
  }

  /** The mapping of the field. */
  ObjectNode mapping() {
    ObjectNode field = JsonNodeFactory.instance.objectNode();
    engine.addMapping(field, format, data, settings.bytes());
    return field;
  }

  /** Makes an index of the first {@code rows} rows that is thrown away, and searches it. */
  void warmUp(int rows) {
    load(rows, Progress.NONE);
    int listSize = settings.listSizes()[0];
    for (int query = 0; query < data.queries().size(); query++) {
      cluster.search(format.index(), body(query, listSize, false));
    }
  }

  /** Makes the index anew. */
  void build(Progress progress) {
    builds.add(load(data.base().size(), progress));
  }

  private Build load(int rows, Progress progress) {
    String index = format.index();
    ObjectNode indexSettings = JsonNodeFactory.instance.objectNode();
    engine.addSettings(indexSettings, format);
    cluster.create(index, indexSettings, mapping(), settings.shards());
    long written = vectorsWritten();
    BulkLoad load =
        new BulkLoad(cluster, vectors, rows, settings.docsPerRequest(), settings.clients());
    Phase ingest = Phase.of(cluster, () -> load.into(index, progress));
    progress.phase("refresh");
    Phase refresh = Phase.of(cluster, () -> cluster.refresh(index));
    Cluster.Segments beforeMerge = cluster.segments(index);
    progress.phase("force merge");
    Phase merge = Phase.of(cluster, () -> cluster.forceMerge(index));
    Cluster.Segments merged = cluster.segments(index);
    written = vectorsWritten() - written;
    checkWritten(written, rows);
    return new Build(ingest, refresh, merge, beforeMerge, merged, written);
  }

  private long vectorsWritten() {
    return format.isOurs() ? cluster.vectorsWritten(engine) : 0;
  }

  /** Whoever did not write our vectors would be measured under a wrong name. */
  private void checkWritten(long written, int rows) {
    if (format.isOurs() && written < rows) {
      throw DataException.of(
          "the plugin has written only %,d of %,d vectors of %s", written, rows, format.index());
    }
  }

  /** Runs all queries without counting their time, and finds out what they visit. */
  void visit(int listSize) {
    long sum = 0;
    for (int query = 0; query < data.queries().size(); query++) {
      sum += cluster.visited(cluster.search(format.index(), body(query, listSize, true)));
    }
    if (engine.tellsVisited()) {
      visited.put(listSize, sum / (double) data.queries().size());
    }
  }

  /** Runs all queries. */
  void search(int listSize, Recall recall) {
    List<String> bodies =
        IntStream.range(0, data.queries().size())
            .mapToObj(query -> body(query, listSize, false))
            .toList();
    String[] answers = new String[bodies.size()];
    long[] timesNs = new long[bodies.size()];
    Phase phase = Phase.of(cluster, () -> search(bodies, answers, timesNs));
    Latencies latencies = new Latencies(timesNs);
    Pass pass =
        new Pass(
            IntStream.range(0, answers.length)
                .mapToDouble(query -> recall.of(query, cluster.rows(answers[query])))
                .average()
                .orElseThrow(),
            latencies.percentileUs(.5),
            latencies.percentileUs(.99),
            phase.cpuS() == null ? null : phase.cpuS() * 1e6 / answers.length);
    passes.computeIfAbsent(listSize, size -> new ArrayList<>()).add(pass);
  }

  private void search(List<String> bodies, String[] answers, long[] timesNs) {
    for (int query = 0; query < answers.length; query++) {
      long fromNs = System.nanoTime();
      answers[query] = cluster.search(format.index(), bodies.get(query));
      timesNs[query] = System.nanoTime() - fromNs;
    }
  }

  private String body(int query, int listSize, boolean profile) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("size", settings.k()).put("_source", false);
    if (profile && engine.tellsVisited()) {
      body.put("profile", true);
    }
    engine.addSearch(body, format, vectors.query(query), settings.k(), listSize);
    return body.toString();
  }

  /** A step of all rounds. */
  PhaseCost cost(Function<Build, Phase> step) {
    return PhaseCost.of(builds.stream().map(step).toList());
  }

  /** The index as it is now. */
  Build lastBuild() {
    return builds.getLast();
  }

  /** Ascending by list size. */
  List<SpreadPoint> curve() {
    return passes.entrySet().stream().map(at -> point(at.getKey(), at.getValue())).toList();
  }

  private SpreadPoint point(int listSize, List<Pass> passes) {
    boolean told = passes.stream().allMatch(pass -> pass.cpuUs() != null);
    return new SpreadPoint(
        listSize,
        Spread.of(passes, Pass::recall).median(),
        visited.get(listSize),
        Spread.of(passes, Pass::p50Us),
        Spread.of(passes, Pass::p99Us),
        told ? Spread.of(passes, Pass::cpuUs) : null);
  }

  /** Leaves nothing behind. */
  void delete() {
    cluster.delete(format.index());
  }
}

package org.lucenediskann.codec;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.store.MergeInfo;
import org.apache.lucene.util.IOSupplier;
import org.apache.lucene.util.InfoStream;
import org.lucenediskann.codec.WrittenField.Occasion;
import org.lucenediskann.codec.build.BatchBuilder;
import org.lucenediskann.codec.build.BuildContext;
import org.lucenediskann.codec.build.PhaseLog;
import org.lucenediskann.codec.build.RouterBuilder;
import org.lucenediskann.codec.events.EventInProgress;
import org.lucenediskann.codec.events.Events;
import org.lucenediskann.codec.events.MergeFigures;
import org.lucenediskann.codec.events.SegmentFigures;
import org.lucenediskann.codec.graph.NeighborLists;
import org.lucenediskann.codec.graph.VectorRows;
import org.lucenediskann.codec.merge.GraphMerge;
import org.lucenediskann.codec.merge.MergePlanner;
import org.lucenediskann.codec.merge.MergeReport;
import org.lucenediskann.codec.merge.MergeSource;
import org.lucenediskann.codec.store.BuildRecord;
import org.lucenediskann.codec.store.GraphWriter;

/** The second half of a flush or merge: all vectors of a field → its graph → the store. */
final class GraphStage {

  private static final String WRITE = "write"; // the phase that is not the builder's

  private static final String REBUILD = "rebuild"; // plans, as events name them
  private static final String NO_GRAPH = "none";

  private static final int NOT_FORCED = -1; // segments a merge is to leave, if it may leave any

  private final String segment;
  private final boolean forced;
  private final DiskAnnParameters parameters;
  private final BuildRecord record;
  private final GraphWriter store;
  private final WriteObserver observer;
  private final MergePlanner planner;

  /**
   * Creates a stage.
   *
   * @param state the segment being written
   * @param observer is told of every field
   * @param planner decides how graphs are merged
   */
  GraphStage(
      SegmentWriteState state,
      DiskAnnParameters parameters,
      GraphWriter store,
      WriteObserver observer,
      MergePlanner planner) {
    this.segment = state.segmentInfo.name;
    MergeInfo merge = state.context.mergeInfo();
    this.forced = merge != null && merge.mergeMaxNumSegments() != NOT_FORCED;
    this.parameters = parameters;
    this.store = store;
    this.observer = observer;
    this.planner = planner;
    this.record =
        new BuildRecord(
            parameters.maxDegree(),
            parameters.alpha(),
            parameters.bits(),
            Codes.oversample(parameters),
            parameters.graphText());
  }

  /**
   * A graph, and how it was made.
   *
   * @param merge null: from the vectors alone
   */
  private record Made(NeighborLists graph, MergeReport merge) {
    String plan() {
      return merge == null ? REBUILD : merge.plan();
    }

    double renewed() {
      return merge == null ? 0 : merge.renewed();
    }
  }

  /** Makes the graph of vectors in Euclidean space. */
  private interface Maker {
    Made make(VectorRows euclidean, BuildContext context) throws IOException;
  }

  /**
   * Builds and writes the graph of one flushed field, or writes that it has none.
   *
   * @param rows the field's vectors, by ordinal
   */
  void flush(FieldInfo field, VectorRows rows, SegmentBuild context) throws IOException {
    run(Occasion.FLUSH, Events.flush(), field, rows, context, this::build);
  }

  private Made build(VectorRows vectors, BuildContext context) throws IOException {
    return new Made(BatchBuilder.build(vectors, parameters.forBuild(), context), null);
  }

  /**
   * Makes one graph of the merged segments' graphs and writes it, or writes that there is none.
   *
   * @param rows the field's vectors as stored, by ordinal
   * @param sources finds the graphs; not asked if none is wanted
   */
  void merge(
      FieldInfo field, VectorRows rows, IOSupplier<List<MergeSource>> sources, SegmentBuild context)
      throws IOException {
    Maker maker = (vectors, named) -> merge(vectors, sources.get(), named);
    run(Occasion.MERGE, Events.merge(), field, rows, context, maker);
  }

  private Made merge(VectorRows vectors, List<MergeSource> sources, BuildContext context)
      throws IOException {
    GraphMerge merge = planner.plan(sources, vectors, parameters.forMerge(), context);
    say(context, "%s", merge.report());
    NeighborLists graph = merge.run();
    say(context, "%s", merge.report());
    return new Made(graph, merge.report());
  }

  /**
   * Makes and writes a graph, or none.
   *
   * @param event reports the figures; null = nobody wants them
   */
  private void run(
      Occasion occasion,
      EventInProgress<SegmentFigures> event,
      FieldInfo field,
      VectorRows rows,
      SegmentBuild context,
      Maker maker)
      throws IOException {
    long startNs = System.nanoTime();
    String name = occasion.name().toLowerCase(Locale.ROOT);
    SegmentBuild named = context.named(name + " segment=" + segment + " field=" + field.name);
    int size = rows.size();
    boolean deferred = size == 0 || defers(size);
    Written written = deferred ? defer(field, size, named) : make(field, rows, named, maker);
    if (event != null) {
      event.report(
          new SegmentFigures(
              segment,
              field.name,
              size,
              field.getVectorDimension(),
              deferred,
              written.plan(),
              written.edges(),
              named.parallelism(),
              named.phaseNs(),
              figures(written.merge())));
    }
    observer.written(
        new WrittenField(
            occasion,
            segment,
            field.name,
            size,
            field.getVectorDimension(),
            deferred,
            written.plan(),
            written.edges(),
            named.parallelism(),
            System.nanoTime() - startNs));
  }

  /** What was written of a graph, if there is one. */
  private record Written(String plan, long edges, MergeReport merge) {}

  private static MergeFigures figures(MergeReport merge) {
    return merge == null
        ? null
        : new MergeFigures(
            merge.reusedCount(),
            merge.deadCount(),
            merge.estimatedNs(),
            merge.elapsedNs(),
            merge.heapBytes());
  }

  /** Who forces a merge wants to search its result: no graph only where that is slower. */
  private boolean defers(int size) {
    return parameters.deferral().defers(size) && (!forced || Deferral.auto().defers(size));
  }

  private Written defer(FieldInfo field, int size, BuildContext context) throws IOException {
    store.writeWithoutGraph(field, size, record);
    say(context, "%d vectors, no graph", size);
    return new Written(NO_GRAPH, 0, null);
  }

  private Written make(FieldInfo field, VectorRows rows, BuildContext context, Maker maker)
      throws IOException {
    say(
        context,
        "build graph over %d vectors, dimension %d, threads %d",
        rows.size(),
        field.getVectorDimension(),
        context.parallelism());
    long startNs = System.nanoTime();
    context.checkAborted();
    VectorRows euclidean = EuclideanRows.of(field.getVectorSimilarityFunction(), rows, context);
    Made made = maker.make(euclidean, context);
    NeighborLists graph = made.graph();
    graph.setRouter(RouterBuilder.build(euclidean, graph.router(), parameters.seed(), context));
    long builtNs = System.nanoTime();
    PhaseLog log = new PhaseLog(context, rows.size());
    BuildRecord planned = record.with("plan=" + made.plan());
    long edges = store.writeGraph(field, made.graph(), made.renewed(), planned);
    log.done(WRITE, "edges", edges);
    long writtenNs = System.nanoTime();
    say(
        context,
        "%d vectors, %d edges, built in %d ms (%.0f vectors/s), written in %d ms",
        rows.size(),
        edges,
        TimeUnit.NANOSECONDS.toMillis(builtNs - startNs),
        rows.size() * 1e9 / Math.max(1, builtNs - startNs),
        TimeUnit.NANOSECONDS.toMillis(writtenNs - builtNs));
    return new Written(made.plan(), edges, made.merge());
  }

  private static void say(BuildContext context, String format, Object... args) {
    InfoStream infoStream = context.infoStream();
    if (infoStream.isEnabled(BuildContext.COMPONENT)) {
      infoStream.message(BuildContext.COMPONENT, String.format(Locale.ROOT, format, args));
    }
  }
}

package org.lucenediskann.codec;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.store.MergeInfo;
import org.apache.lucene.util.InfoStream;
import org.lucenediskann.codec.build.BatchBuilder;
import org.lucenediskann.codec.build.BuildContext;
import org.lucenediskann.codec.events.EventInProgress;
import org.lucenediskann.codec.events.SegmentFigures;
import org.lucenediskann.codec.graph.Graph;
import org.lucenediskann.codec.graph.VectorRows;
import org.lucenediskann.codec.store.BuildRecord;
import org.lucenediskann.codec.store.GraphWriter;

/** The second half of a flush or merge: all vectors of a field → its graph → the store. */
final class GraphStage {

  private static final String WRITE = "write"; // the phase that is not the builder's

  private static final int NOT_FORCED = -1; // segments a merge is to leave, if it may leave any

  private final String segment;
  private final boolean forced;
  private final DiskAnnParameters parameters;
  private final BuildRecord record;
  private final GraphWriter store;

  /**
   * Creates a stage.
   *
   * @param state the segment being written
   */
  GraphStage(SegmentWriteState state, DiskAnnParameters parameters, GraphWriter store) {
    this.segment = state.segmentInfo.name;
    MergeInfo merge = state.context.mergeInfo();
    this.forced = merge != null && merge.mergeMaxNumSegments() != NOT_FORCED;
    this.parameters = parameters;
    this.store = store;
    this.record =
        new BuildRecord(parameters.maxDegree(), parameters.alpha(), parameters.graphText());
  }

  /**
   * Builds and writes the graph of one field, or writes that it has none.
   *
   * @param occasion {@code flush} or {@code merge}, for messages
   * @param event reports the figures; null = nobody wants them
   * @param rows the field's vectors as stored, by ordinal
   */
  void run(
      String occasion,
      EventInProgress<SegmentFigures> event,
      FieldInfo field,
      VectorRows rows,
      SegmentBuild context)
      throws IOException {
    SegmentBuild named = context.named(occasion + " segment=" + segment + " field=" + field.name);
    int size = rows.size();
    boolean deferred = size == 0 || defers(size);
    long edges = deferred ? defer(field, size, named) : make(field, rows, named);
    if (event != null) {
      event.report(
          new SegmentFigures(
              segment,
              field.name,
              size,
              field.getVectorDimension(),
              deferred,
              edges,
              named.parallelism(),
              named.phaseNs()));
    }
  }

  /** Who forces a merge wants to search its result: no graph only where that is slower. */
  private boolean defers(int size) {
    return parameters.deferral().defers(size) && (!forced || Deferral.auto().defers(size));
  }

  private long defer(FieldInfo field, int size, BuildContext context) throws IOException {
    store.writeWithoutGraph(field, size, record);
    say(context, "%d vectors, no graph", size);
    return 0;
  }

  /** Returns the number of edges. */
  private long make(FieldInfo field, VectorRows rows, BuildContext context) throws IOException {
    say(
        context,
        "build graph over %d vectors, dimension %d, threads %d",
        rows.size(),
        field.getVectorDimension(),
        context.parallelism());
    long startNs = System.nanoTime();
    Graph graph = build(field, rows, context);
    long builtNs = System.nanoTime();
    long edges = store.writeGraph(field, graph, record);
    long writtenNs = System.nanoTime();
    context.phaseDone(WRITE, writtenNs - builtNs);
    say(
        context,
        "%d vectors, %d edges, built in %d ms (%.0f vectors/s), written in %d ms",
        rows.size(),
        edges,
        TimeUnit.NANOSECONDS.toMillis(builtNs - startNs),
        rows.size() * 1e9 / Math.max(1, builtNs - startNs),
        TimeUnit.NANOSECONDS.toMillis(writtenNs - builtNs));
    return edges;
  }

  private Graph build(FieldInfo field, VectorRows rows, BuildContext context) throws IOException {
    context.checkAborted();
    VectorRows euclidean =
        EuclideanRows.of(field.getVectorSimilarityFunction(), rows, context::checkAborted);
    return BatchBuilder.build(euclidean, parameters.forBuild(), context);
  }

  private static void say(BuildContext context, String format, Object... args) {
    InfoStream infoStream = context.infoStream();
    if (infoStream.isEnabled(BuildContext.COMPONENT)) {
      infoStream.message(BuildContext.COMPONENT, String.format(Locale.ROOT, format, args));
    }
  }
}

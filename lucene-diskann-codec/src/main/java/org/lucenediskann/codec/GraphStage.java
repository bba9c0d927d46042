package org.lucenediskann.codec;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.util.InfoStream;
import org.lucenediskann.codec.build.BatchBuilder;
import org.lucenediskann.codec.build.BuildContext;
import org.lucenediskann.codec.graph.Graph;
import org.lucenediskann.codec.graph.VectorRows;
import org.lucenediskann.codec.store.BuildRecord;
import org.lucenediskann.codec.store.GraphWriter;

/** The second half of a flush or merge: all vectors of a field → its graph → the store. */
final class GraphStage {

  private final DiskAnnParameters parameters;
  private final BuildRecord record;
  private final GraphWriter store;

  GraphStage(DiskAnnParameters parameters, GraphWriter store) {
    this.parameters = parameters;
    this.store = store;
    this.record =
        new BuildRecord(parameters.maxDegree(), parameters.alpha(), parameters.graphText());
  }

  /**
   * Builds and writes the graph of one field, or writes that it has none.
   *
   * @param phase {@code flush} or {@code merge}, for messages
   * @param rows the field's vectors as stored, by ordinal
   */
  void run(String phase, FieldInfo field, VectorRows rows, BuildContext context)
      throws IOException {
    int size = rows.size();
    if (size == 0 || parameters.deferral().defers(size)) {
      store.writeWithoutGraph(field, size, record);
      say(context, phase, field, size + " vectors, no graph");
      return;
    }
    say(context, phase, field, "build graph over " + size + " vectors");
    long startNs = System.nanoTime();
    Graph graph = build(field, rows, context);
    long builtNs = System.nanoTime();
    long edgeCount = store.writeGraph(field, graph, record);
    long writtenNs = System.nanoTime();
    say(
        context,
        phase,
        field,
        size
            + " vectors, "
            + edgeCount
            + " edges, built in "
            + TimeUnit.NANOSECONDS.toMillis(builtNs - startNs)
            + " ms, written in "
            + TimeUnit.NANOSECONDS.toMillis(writtenNs - builtNs)
            + " ms");
  }

  private Graph build(FieldInfo field, VectorRows rows, BuildContext context) throws IOException {
    context.checkAborted();
    VectorRows euclidean =
        EuclideanRows.of(field.getVectorSimilarityFunction(), rows, context::checkAborted);
    return BatchBuilder.build(euclidean, parameters.forBuild(), context);
  }

  private static void say(BuildContext context, String phase, FieldInfo field, String what) {
    InfoStream infoStream = context.infoStream();
    if (infoStream.isEnabled(BuildContext.COMPONENT)) {
      infoStream.message(BuildContext.COMPONENT, phase + " field=" + field.name + ": " + what);
    }
  }
}

package org.lucenediskann.codec;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.util.IOSupplier;
import org.apache.lucene.util.InfoStream;
import org.lucenediskann.codec.build.BatchBuilder;
import org.lucenediskann.codec.build.BuildContext;
import org.lucenediskann.codec.build.BuildParameters;
import org.lucenediskann.codec.graph.Graph;
import org.lucenediskann.codec.graph.VectorRows;
import org.lucenediskann.codec.merge.GraphMerge;
import org.lucenediskann.codec.merge.MergeSource;
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
        new BuildRecord(parameters.maxDegree(), parameters.alpha(), parameters.toString());
  }

  /** Makes the graph of vectors in Euclidean space. */
  private interface Maker {
    Graph make(VectorRows euclidean) throws IOException;
  }

  /**
   * Builds and writes the graph of one flushed field, or writes that it has none.
   *
   * @param rows the field's vectors, by ordinal
   */
  void flush(FieldInfo field, VectorRows rows, BuildContext context) throws IOException {
    run(
        "flush",
        field,
        rows,
        context,
        vectors -> {
          say(context, "flush", field, "build graph over " + rows.size() + " vectors");
          return BatchBuilder.build(vectors, shape(), context);
        });
  }

  /**
   * Makes one graph of the merged segments' graphs and writes it, or writes that there is none.
   *
   * @param rows the field's vectors as stored, by ordinal
   * @param sources finds the graphs; not asked if none is wanted
   */
  void merge(
      FieldInfo field, VectorRows rows, IOSupplier<List<MergeSource>> sources, BuildContext context)
      throws IOException {
    run("merge", field, rows, context, vectors -> merge(field, vectors, sources.get(), context));
  }

  private Graph merge(
      FieldInfo field, VectorRows vectors, List<MergeSource> sources, BuildContext context)
      throws IOException {
    GraphMerge merge = GraphMerge.plan(sources, vectors, shape(), context);
    int size = vectors.size();
    say(context, "merge", field, "build graph over " + size + " vectors, " + merge.report());
    Graph graph = merge.run();
    say(context, "merge", field, merge.report().toString());
    return graph;
  }

  private void run(
      String phase, FieldInfo field, VectorRows rows, BuildContext context, Maker maker)
      throws IOException {
    int size = rows.size();
    if (size == 0 || parameters.deferral().defers(size)) {
      store.writeWithoutGraph(field, size, record);
      say(context, phase, field, size + " vectors, no graph");
      return;
    }
    long startNs = System.nanoTime();
    context.checkAborted();
    VectorRows euclidean =
        EuclideanRows.of(field.getVectorSimilarityFunction(), rows, context::checkAborted);
    Graph graph = maker.make(euclidean);
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

  private BuildParameters shape() {
    return new BuildParameters(
        parameters.maxDegree(),
        parameters.buildListSize(),
        parameters.alpha(),
        parameters.fanout(),
        parameters.leafSize(),
        parameters.leafNeighbors(),
        parameters.seed());
  }

  private static void say(BuildContext context, String phase, FieldInfo field, String what) {
    InfoStream infoStream = context.infoStream();
    if (infoStream.isEnabled(BuildContext.COMPONENT)) {
      infoStream.message(BuildContext.COMPONENT, phase + " field=" + field.name + ": " + what);
    }
  }
}

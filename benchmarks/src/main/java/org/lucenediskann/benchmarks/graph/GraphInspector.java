package org.lucenediskann.benchmarks.graph;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.HnswGraphProvider;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.lucenediskann.benchmarks.index.RowDocument;
import org.lucenediskann.codec.DiskAnnVectorsFormat;
import org.lucenediskann.codec.graph.GraphReport;
import org.lucenediskann.codec.graph.GraphValidator;
import org.lucenediskann.codec.store.FieldEntry;
import org.lucenediskann.codec.store.GraphReader;

/** Looks at the stored graphs of this project's format and of Lucene's HNSW. */
public final class GraphInspector {
  private GraphInspector() {}

  /**
   * Inspects the index in {@code dir}, whose segments are not in compound files.
   *
   * @throws IllegalStateException if a graph of this project's is broken otherwise than by nodes
   *     out of reach
   */
  public static GraphHealth inspect(Path dir) throws IOException {
    GraphHealth health = GraphHealth.NONE;
    try (Directory directory = new MMapDirectory(dir);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        health = health.plus(inspect((SegmentReader) leaf.reader()));
      }
    }
    return health;
  }

  private static GraphHealth inspect(SegmentReader segment) throws IOException {
    FieldInfo field = segment.getFieldInfos().fieldInfo(RowDocument.VECTOR);
    String format = field.getAttribute(PerFieldKnnVectorsFormat.PER_FIELD_FORMAT_KEY);
    if (DiskAnnVectorsFormat.NAME.equals(format)) {
      return inspectFlat(segment, field, format);
    }
    KnnVectorsReader vectors = segment.getVectorReader();
    if (vectors instanceof PerFieldKnnVectorsFormat.FieldsReader perField) {
      vectors = perField.getFieldReader(field.name);
    }
    return vectors instanceof HnswGraphProvider provider
        ? inspectLevels(provider.getGraph(field.name))
        : GraphHealth.NONE;
  }

  private static GraphHealth inspectFlat(SegmentReader segment, FieldInfo field, String format)
      throws IOException {
    String suffix = field.getAttribute(PerFieldKnnVectorsFormat.PER_FIELD_SUFFIX_KEY);
    SegmentReadState state =
        new SegmentReadState(
            segment.directory(),
            segment.getSegmentInfo().info,
            segment.getFieldInfos(),
            IOContext.DEFAULT,
            format + "_" + suffix);
    try (GraphReader graphs = new GraphReader(state)) {
      FieldEntry entry = graphs.entry(field.name);
      return entry.hasGraph()
          ? health(GraphValidator.validate(graphs.openGraph(entry)))
          : GraphHealth.NONE;
    }
  }

  private static GraphHealth health(GraphReport report) {
    return report.unreachableCount() > 0
        ? new GraphHealth(report.size(), report.edgeCount(), report.unreachableCount())
        : new GraphHealth(report.check().size(), report.edgeCount(), 0);
  }

  /** Searches come down to level 0 by a node of level 1. */
  private static GraphHealth inspectLevels(HnswGraph graph) throws IOException {
    if (graph == null || graph.size() == 0) {
      return GraphHealth.NONE;
    }
    int[] queue = new int[graph.size()];
    FixedBitSet reached = new FixedBitSet(graph.size());
    int end = enter(graph, queue, reached);
    long edges = 0;
    for (int i = 0; i < end; i++) {
      graph.seek(0, queue[i]);
      for (int to = graph.nextNeighbor(); to < graph.size(); to = graph.nextNeighbor()) {
        edges++;
        if (!reached.getAndSet(to)) {
          queue[end++] = to;
        }
      }
    }
    return new GraphHealth(graph.size(), edges, graph.size() - end);
  }

  private static int enter(HnswGraph graph, int[] queue, FixedBitSet reached) throws IOException {
    int end = 0;
    reached.set(graph.entryNode());
    queue[end++] = graph.entryNode();
    if (graph.numLevels() > 1) {
      for (var nodes = graph.getNodesOnLevel(1); nodes.hasNext(); ) {
        int node = nodes.nextInt();
        if (!reached.getAndSet(node)) {
          queue[end++] = node;
        }
      }
    }
    return end;
  }
}

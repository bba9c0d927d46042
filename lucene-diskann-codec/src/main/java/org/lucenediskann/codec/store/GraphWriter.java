package org.lucenediskann.codec.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.IOUtils;
import org.lucenediskann.codec.graph.Graph;
import org.lucenediskann.codec.graph.Router;

/** Writes the graph and meta files of one segment, field after field. */
public final class GraphWriter implements Closeable {

  private final IndexOutput meta;
  private final IndexOutput graphs;

  /** Creates both files. Nothing stays open if that fails. */
  public GraphWriter(SegmentWriteState state) throws IOException {
    meta = create(state, StoreFormat.META_EXTENSION, StoreFormat.META_CODEC);
    try {
      graphs = create(state, StoreFormat.GRAPH_EXTENSION, StoreFormat.GRAPH_CODEC);
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, meta);
      throw t;
    }
  }

  private static IndexOutput create(SegmentWriteState state, String extension, String codec)
      throws IOException {
    String segment = state.segmentInfo.name;
    String suffix = state.segmentSuffix;
    IndexOutput out =
        state.directory.createOutput(
            IndexFileNames.segmentFileName(segment, suffix, extension), state.context);
    try {
      CodecUtil.writeIndexHeader(
          out, codec, StoreFormat.VERSION_CURRENT, state.segmentInfo.getId(), suffix);
      return out;
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, out);
      throw t;
    }
  }

  /**
   * Writes a field that has no graph.
   *
   * @param size number of vectors
   * @param build how the field was written, and how a graph would have been made
   */
  public void writeWithoutGraph(FieldInfo field, int size, BuildRecord build) throws IOException {
    writeEntry(field, size, build.maxDegree(), build, 0, 0, 0, new int[0], List.of(), 0, 0);
  }

  /**
   * Writes a field's graph.
   *
   * @param renewed how much of it is not as it was built, see {@link FieldEntry#renewed}
   * @return the number of its edges
   */
  public long writeGraph(FieldInfo field, Graph graph, double renewed, BuildRecord build)
      throws IOException {
    long offset = graphs.alignFilePointer(StoreFormat.GRAPH_ALIGNMENT_BYTES);
    long edgeCount = writeRows(graph);
    long lengthBytes = graphs.getFilePointer() - offset;
    writeEntry(
        field,
        graph.size(),
        graph.maxDegree(),
        build,
        offset,
        lengthBytes,
        edgeCount,
        graph.entryPoints(),
        writeRouter(graph.router()),
        graph.router().maxWidth(),
        (float) renewed);
    return edgeCount;
  }

  private List<RouterEntry> writeRouter(Router router) throws IOException {
    List<RouterEntry> entries = new ArrayList<>();
    for (Router.Level level : router.levels()) {
      Graph graph = level.graph();
      long offset = graphs.alignFilePointer(StoreFormat.GRAPH_ALIGNMENT_BYTES);
      for (int node : level.nodes()) {
        graphs.writeInt(node);
      }
      writeRows(graph);
      entries.add(new RouterEntry(graph.size(), graph.maxDegree(), offset, graph.entryPoints()));
    }
    return entries;
  }

  private long writeRows(Graph graph) throws IOException {
    int[] row = new int[graph.maxDegree()];
    ByteBuffer bytes =
        ByteBuffer.allocate(row.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    long edgeCount = 0;
    for (int node = 0; node < graph.size(); node++) {
      int degree = graph.neighbors(node, row);
      Arrays.fill(row, degree, row.length, StoreFormat.NO_MORE_NEIGHBORS);
      bytes.asIntBuffer().put(row);
      graphs.writeBytes(bytes.array(), bytes.capacity());
      edgeCount += degree;
    }
    return edgeCount;
  }

  private void writeEntry(
      FieldInfo field,
      int size,
      int maxDegree,
      BuildRecord build,
      long offset,
      long lengthBytes,
      long edgeCount,
      int[] entryPoints,
      List<RouterEntry> router,
      int routerMaxWidth,
      float renewed)
      throws IOException {
    new FieldEntry(
            field.number,
            field.getVectorEncoding(),
            field.getVectorSimilarityFunction(),
            field.getVectorDimension(),
            size,
            maxDegree,
            build.alpha(),
            field.getVectorEncoding() == VectorEncoding.FLOAT32 ? build.bits() : 0,
            build.oversample(),
            offset,
            lengthBytes,
            edgeCount,
            entryPoints,
            build.parameters(),
            router,
            routerMaxWidth,
            renewed)
        .write(meta);
  }

  /** Ends both files; call once, after the last field. */
  public void finish() throws IOException {
    meta.writeInt(StoreFormat.NO_MORE_FIELDS);
    CodecUtil.writeFooter(meta);
    CodecUtil.writeFooter(graphs);
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(meta, graphs);
  }
}

package org.lucenediskann.codec.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.store.ChecksumIndexInput;
import org.apache.lucene.store.DataAccessHint;
import org.apache.lucene.store.FileDataHint;
import org.apache.lucene.store.FileTypeHint;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.PreloadHint;
import org.apache.lucene.util.IOUtils;
import org.lucenediskann.codec.graph.Graph;
import org.lucenediskann.codec.graph.Router;

/** Reads the graph and meta files of one segment. Safe for many threads; a graph is not. */
public final class GraphReader implements Closeable {

  private final Map<String, FieldEntry> entries = new HashMap<>();
  private final Map<RouterEntry, int[]> routerNodes = new IdentityHashMap<>();
  private final IndexInput graphs;

  /**
   * Reads the meta file whole and opens the graph file.
   *
   * @throws CorruptIndexException if one of them is not what the specification says
   */
  public GraphReader(SegmentReadState state) throws IOException {
    int version = readMeta(state);
    graphs = openGraphs(state, version);
    try {
      checkExtents();
      readRouterNodes();
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, graphs);
      throw t;
    }
  }

  private int readMeta(SegmentReadState state) throws IOException {
    String name = fileName(state, StoreFormat.META_EXTENSION);
    try (ChecksumIndexInput meta = state.directory.openChecksumInput(name)) {
      int version = -1;
      Throwable failure = null;
      try {
        version = checkHeader(meta, StoreFormat.META_CODEC, state);
        readEntries(meta, state.fieldInfos);
      } catch (Throwable t) {
        failure = t;
      } finally {
        CodecUtil.checkFooter(meta, failure);
      }
      return version;
    }
  }

  private void readEntries(IndexInput meta, FieldInfos infos) throws IOException {
    for (int number = meta.readInt();
        number != StoreFormat.NO_MORE_FIELDS;
        number = meta.readInt()) {
      FieldInfo info = number < 0 ? null : infos.fieldInfo(number);
      if (info == null) {
        throw new CorruptIndexException("unknown field number " + number, meta);
      }
      FieldEntry entry = FieldEntry.read(number, meta);
      checkAgrees(info, entry, meta);
      if (entries.put(info.name, entry) != null) {
        throw new CorruptIndexException("field \"" + info.name + "\" appears twice", meta);
      }
    }
  }

  private static void checkAgrees(FieldInfo info, FieldEntry entry, IndexInput meta)
      throws CorruptIndexException {
    if (info.getVectorDimension() != entry.dimension()
        || info.getVectorEncoding() != entry.encoding()
        || info.getVectorSimilarityFunction() != entry.similarity()) {
      throw new CorruptIndexException(
          "field \"" + info.name + "\" is declared otherwise than stored: " + entry, meta);
    }
  }

  private static IndexInput openGraphs(SegmentReadState state, int metaVersion) throws IOException {
    IOContext context =
        state.context.withHints(
            FileTypeHint.DATA,
            FileDataHint.KNN_VECTORS,
            DataAccessHint.RANDOM,
            PreloadHint.INSTANCE);
    IndexInput in =
        state.directory.openInput(fileName(state, StoreFormat.GRAPH_EXTENSION), context);
    try {
      int version = checkHeader(in, StoreFormat.GRAPH_CODEC, state);
      if (version != metaVersion) {
        throw new CorruptIndexException(
            "versions differ: meta=" + metaVersion + ", graph=" + version, in);
      }
      CodecUtil.retrieveChecksum(in);
      return in;
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, in);
      throw t;
    }
  }

  /**
   * As {@code CodecUtil.checkIndexHeader}, which trusts the length of the codec's name, and may
   * allocate what the file says.
   */
  private static int checkHeader(IndexInput in, String codec, SegmentReadState state)
      throws IOException {
    boolean ours =
        CodecUtil.readBEInt(in) == CodecUtil.CODEC_MAGIC && in.readByte() == codec.length();
    byte[] name = new byte[codec.length()];
    if (ours) {
      in.readBytes(name, 0, name.length);
    }
    if (!ours || !codec.equals(new String(name, StandardCharsets.UTF_8))) {
      throw new CorruptIndexException("not a file of " + codec, in);
    }
    int version = CodecUtil.readBEInt(in);
    if (version < StoreFormat.VERSION_START) {
      throw new IndexFormatTooOldException(
          in, version, StoreFormat.VERSION_START, StoreFormat.VERSION_CURRENT);
    }
    if (version > StoreFormat.VERSION_CURRENT) {
      throw new IndexFormatTooNewException(
          in, version, StoreFormat.VERSION_START, StoreFormat.VERSION_CURRENT);
    }
    CodecUtil.checkIndexHeaderID(in, state.segmentInfo.getId());
    CodecUtil.checkIndexHeaderSuffix(in, state.segmentSuffix);
    return version;
  }

  private static String fileName(SegmentReadState state, String extension) {
    return IndexFileNames.segmentFileName(state.segmentInfo.name, state.segmentSuffix, extension);
  }

  private void checkExtents() throws IOException {
    long end = graphs.length() - CodecUtil.footerLength();
    for (FieldEntry entry : entries.values()) {
      if (entry.graphOffset() > end - entry.graphLengthBytes()) {
        throw new CorruptIndexException("graph reaches beyond its file: " + entry, graphs);
      }
      for (RouterEntry level : entry.router()) {
        if (level.lengthBytes() < 0 || level.offset() > end - level.lengthBytes()) {
          throw new CorruptIndexException("router reaches beyond its file: " + level, graphs);
        }
      }
    }
  }

  private void readRouterNodes() throws IOException {
    IndexInput in = graphs.clone();
    for (FieldEntry entry : entries.values()) {
      for (RouterEntry level : entry.router()) {
        in.seek(level.offset());
        int[] nodes = new int[level.size()];
        in.readInts(nodes, 0, nodes.length);
        checkAscending(nodes, entry.size());
        routerNodes.put(level, nodes);
      }
      checkNested(entry.router());
    }
  }

  /** A search goes down from the nodes of a level to the same nodes in the next. */
  private void checkNested(List<RouterEntry> levels) throws CorruptIndexException {
    for (int i = 1; i < levels.size(); i++) {
      int[] next = routerNodes.get(levels.get(i));
      for (int node : routerNodes.get(levels.get(i - 1))) {
        if (Arrays.binarySearch(next, node) < 0) {
          throw new CorruptIndexException(
              "node " + node + " of router level " + (i - 1) + " is not in the next", graphs);
        }
      }
    }
  }

  private void checkAscending(int[] nodes, int bound) throws CorruptIndexException {
    int last = -1;
    for (int node : nodes) {
      if (node <= last || node >= bound) {
        throw new CorruptIndexException(
            "router node " + node + " after " + last + ", size=" + bound, graphs);
      }
      last = node;
    }
  }

  /** What is stored of a field, or null if it has no vectors in this segment. */
  public FieldEntry entry(String field) {
    return entries.get(field);
  }

  /** What is stored of all fields, by name. */
  public Map<String, FieldEntry> entries() {
    return Collections.unmodifiableMap(entries);
  }

  /** Opens a view of a field's graph for one thread. The field must have a graph. */
  public Graph openGraph(FieldEntry entry) throws IOException {
    return new StoredGraph(
        entry.size(),
        entry.maxDegree(),
        entry.entryPoints(),
        openRouter(entry),
        graphs.slice("diskann graph", entry.graphOffset(), entry.graphLengthBytes()));
  }

  private Router openRouter(FieldEntry entry) throws IOException {
    List<Router.Level> levels = new ArrayList<>(entry.router().size());
    for (RouterEntry level : entry.router()) {
      IndexInput rows =
          graphs.slice("diskann router", level.offset() + level.nodesBytes(), level.rowsBytes());
      Graph graph =
          new StoredGraph(level.size(), level.maxDegree(), level.entryPoints(), Router.NONE, rows);
      levels.add(new Router.Level(routerNodes.get(level), graph));
    }
    return new Router(levels, entry.routerMaxWidth());
  }

  /** Reads every byte of the graph file; the meta file was read whole when it was opened. */
  public void checkIntegrity() throws IOException {
    CodecUtil.checksumEntireFile(graphs);
  }

  @Override
  public void close() throws IOException {
    graphs.close();
  }
}

package org.lucenediskann.codec.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.ArrayUtil;

/**
 * What the meta file says of one field: all that reading needs, and how its graph was made.
 *
 * @param fieldNumber number of the field in its segment
 * @param encoding type of a vector's elements
 * @param similarity what the field's scores mean
 * @param dimension elements of a vector
 * @param size number of vectors
 * @param maxDegree neighbors a row has room for
 * @param alpha how much longer a detour may be before an edge is kept; on L2 distance
 * @param bits of a dimension in the field's codes; 0 = no codes
 * @param oversample how many times the hits wanted a search over codes reranks
 * @param graphOffset where the rows start in the graph file; 0 = no graph
 * @param graphLengthBytes length of all rows; 0 = no graph
 * @param edgeCount neighbors in all rows
 * @param entryPoints ordinals from which every node can be reached; empty = no graph
 * @param parameters all parameters that shape a graph, as text
 * @param router levels of the router, the smallest first
 * @param routerMaxWidth nodes that a descent of the router may follow where none stands out
 * @param renewed vectors that were inserted into the graph or removed from it since it was built in
 *     a batch, as a share of those it has now
 */
public record FieldEntry(
    int fieldNumber,
    VectorEncoding encoding,
    VectorSimilarityFunction similarity,
    int dimension,
    int size,
    int maxDegree,
    float alpha,
    int bits,
    float oversample,
    long graphOffset,
    long graphLengthBytes,
    long edgeCount,
    int[] entryPoints,
    String parameters,
    List<RouterEntry> router,
    int routerMaxWidth,
    float renewed) {

  /** Ordinals for which there is room before it is known that there are so many in the file. */
  private static final int UNPROVEN_ORDS = 1024;

  /** Whether the field has a graph; without one it is searched exactly. */
  public boolean hasGraph() {
    return graphLengthBytes > 0;
  }

  /** Bytes of the graph and of its router. */
  public long searchedBytes() {
    long bytes = graphLengthBytes;
    for (RouterEntry level : router) {
      bytes += level.lengthBytes();
    }
    return bytes;
  }

  /** Whether there are codes of the field's vectors. */
  public boolean hasCodes() {
    return bits > 0;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(fieldNumber);
    out.writeInt(encodingId(encoding));
    out.writeInt(similarityId(similarity));
    out.writeInt(dimension);
    out.writeInt(size);
    out.writeInt(maxDegree);
    out.writeInt(Float.floatToIntBits(alpha));
    out.writeInt(bits);
    out.writeInt(Float.floatToIntBits(oversample));
    out.writeLong(graphOffset);
    out.writeLong(graphLengthBytes);
    out.writeLong(edgeCount);
    out.writeInt(entryPoints.length);
    for (int entryPoint : entryPoints) {
      out.writeInt(entryPoint);
    }
    byte[] text = parameters.getBytes(StandardCharsets.UTF_8);
    out.writeInt(text.length);
    out.writeBytes(text, text.length);
    out.writeInt(router.size());
    for (RouterEntry level : router) {
      level.write(out);
    }
    out.writeInt(routerMaxWidth);
    out.writeInt(Float.floatToIntBits(renewed));
  }

  /** Reads and checks what follows a field number. */
  static FieldEntry read(int fieldNumber, DataInput in) throws IOException {
    FieldEntry entry =
        new FieldEntry(
            fieldNumber,
            encoding(in.readInt(), in),
            similarity(in.readInt(), in),
            in.readInt(),
            in.readInt(),
            in.readInt(),
            Float.intBitsToFloat(in.readInt()),
            in.readInt(),
            Float.intBitsToFloat(in.readInt()),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            new int[0],
            "",
            List.of(),
            0,
            0);
    entry.checkShape(in);
    return entry.with(
        entry.readEntryPoints(in),
        entry.readParameters(in),
        entry.readRouter(in),
        entry.readRouterMaxWidth(in),
        entry.readRenewed(in));
  }

  private FieldEntry with(
      int[] entryPointsRead,
      String parametersRead,
      List<RouterEntry> routerRead,
      int routerMaxWidthRead,
      float renewedRead) {
    return new FieldEntry(
        fieldNumber,
        encoding,
        similarity,
        dimension,
        size,
        maxDegree,
        alpha,
        bits,
        oversample,
        graphOffset,
        graphLengthBytes,
        edgeCount,
        entryPointsRead,
        parametersRead,
        routerRead,
        routerMaxWidthRead,
        renewedRead);
  }

  private void checkShape(DataInput in) throws IOException {
    require(dimension >= 1, "dimension", dimension, in);
    require(size >= 0, "size", size, in);
    require(isDegree(maxDegree, size), "maxDegree", maxDegree, in);
    require(alpha >= 1 && Float.isFinite(alpha), "alpha", alpha, in);
    require(bits == 0 || mayHaveCodes(), "bits", bits, in);
    require(oversample >= 1 && Float.isFinite(oversample), "oversample", oversample, in);
    long rowsBytes = (long) size * maxDegree * Integer.BYTES;
    require(
        graphLengthBytes == 0 || graphLengthBytes == rowsBytes,
        "graphLengthBytes",
        graphLengthBytes,
        in);
    boolean offsetFits =
        hasGraph()
            ? graphOffset > 0 && graphOffset % StoreFormat.GRAPH_ALIGNMENT_BYTES == 0
            : graphOffset == 0;
    require(offsetFits, "graphOffset", graphOffset, in);
    long cells = graphLengthBytes / Integer.BYTES;
    require(edgeCount >= 0 && edgeCount <= cells, "edgeCount", edgeCount, in);
  }

  /** At least 1, and so that the length of all rows is a long. */
  private static boolean isDegree(int degree, int rows) {
    return degree >= 1 && degree <= Long.MAX_VALUE / Integer.BYTES / 2 / Math.max(1, rows);
  }

  private boolean mayHaveCodes() {
    return encoding == VectorEncoding.FLOAT32
        && (bits == 1 || bits == 2 || bits == 4 || bits == 7 || bits == 8);
  }

  private int[] readEntryPoints(DataInput in) throws IOException {
    int count = in.readInt();
    boolean countFits = hasGraph() ? count >= 1 && count <= size : count == 0;
    require(countFits, "entryPointCount", count, in);
    return readOrds(count, size, in);
  }

  private int[] readOrds(int count, int bound, DataInput in) throws IOException {
    int[] ords = new int[Math.min(count, UNPROVEN_ORDS)];
    for (int i = 0; i < count; i++) {
      ords = ArrayUtil.growInRange(ords, i + 1, count);
      ords[i] = in.readInt();
      require(ords[i] >= 0 && ords[i] < bound, "entryPoint", ords[i], in);
    }
    return ArrayUtil.copyOfSubArray(ords, 0, count);
  }

  private List<RouterEntry> readRouter(DataInput in) throws IOException {
    int count = in.readInt();
    boolean countFits = hasGraph() ? count >= 0 && count < Integer.SIZE : count == 0;
    require(countFits, "routerLevelCount", count, in);
    List<RouterEntry> levels = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      levels.add(readLevel(in));
    }
    return List.copyOf(levels);
  }

  private int readRouterMaxWidth(DataInput in) throws IOException {
    int width = in.readInt();
    boolean widthFits = width >= 0 && width <= StoreFormat.MAX_ROUTER_WIDTH;
    require(widthFits, "routerMaxWidth", width, in);
    return width;
  }

  private float readRenewed(DataInput in) throws IOException {
    float share = Float.intBitsToFloat(in.readInt());
    require(share >= 0 && Float.isFinite(share), "renewed", share, in);
    return share;
  }

  private RouterEntry readLevel(DataInput in) throws IOException {
    int levelSize = in.readInt();
    require(levelSize >= 1 && levelSize <= size, "routerLevelSize", levelSize, in);
    int levelMaxDegree = in.readInt();
    require(isDegree(levelMaxDegree, levelSize), "routerLevelMaxDegree", levelMaxDegree, in);
    long offset = in.readLong();
    boolean offsetFits = offset > 0 && offset % StoreFormat.GRAPH_ALIGNMENT_BYTES == 0;
    require(offsetFits, "routerLevelOffset", offset, in);
    int count = in.readInt();
    require(count >= 1 && count <= levelSize, "routerLevelEntryPointCount", count, in);
    return new RouterEntry(levelSize, levelMaxDegree, offset, readOrds(count, levelSize, in));
  }

  private String readParameters(DataInput in) throws IOException {
    int lengthBytes = in.readInt();
    boolean lengthFits = lengthBytes >= 0 && lengthBytes <= StoreFormat.MAX_PARAMETERS_BYTES;
    require(lengthFits, "parametersLengthBytes", lengthBytes, in);
    byte[] text = new byte[lengthBytes];
    in.readBytes(text, 0, lengthBytes);
    return new String(text, StandardCharsets.UTF_8);
  }

  private void require(boolean holds, String name, Number value, DataInput in)
      throws CorruptIndexException {
    if (!holds) {
      throw new CorruptIndexException(
          "field " + fieldNumber + ": bad " + name + "=" + value + ", size=" + size, in);
    }
  }

  private static int encodingId(VectorEncoding encoding) {
    return switch (encoding) {
      case BYTE -> 0;
      case FLOAT32 -> 1;
      default -> throw new IllegalArgumentException("unsupported vector encoding " + encoding);
    };
  }

  private static VectorEncoding encoding(int id, DataInput in) throws CorruptIndexException {
    return switch (id) {
      case 0 -> VectorEncoding.BYTE;
      case 1 -> VectorEncoding.FLOAT32;
      default -> throw new CorruptIndexException("unknown vector encoding " + id, in);
    };
  }

  private static int similarityId(VectorSimilarityFunction similarity) {
    return switch (similarity) {
      case EUCLIDEAN -> 0;
      case DOT_PRODUCT -> 1;
      case COSINE -> 2;
      case MAXIMUM_INNER_PRODUCT -> 3;
    };
  }

  private static VectorSimilarityFunction similarity(int id, DataInput in)
      throws CorruptIndexException {
    return switch (id) {
      case 0 -> VectorSimilarityFunction.EUCLIDEAN;
      case 1 -> VectorSimilarityFunction.DOT_PRODUCT;
      case 2 -> VectorSimilarityFunction.COSINE;
      case 3 -> VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT;
      default -> throw new CorruptIndexException("unknown similarity " + id, in);
    };
  }
}

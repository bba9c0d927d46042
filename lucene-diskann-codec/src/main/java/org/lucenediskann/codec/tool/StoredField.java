package org.lucenediskann.codec.tool;

import java.io.IOException;
import java.util.Map;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.util.Bits;
import org.lucenediskann.codec.graph.Graph;
import org.lucenediskann.codec.graph.Router;
import org.lucenediskann.codec.store.FieldEntry;
import org.lucenediskann.codec.store.GraphReader;

/**
 * One field of this format in one segment.
 *
 * @param segment its name
 * @param entry what the meta file says
 * @param graphs reads the graph
 * @param reader reads vectors and searches
 * @param live the documents that are alive; null = all
 * @param maxDoc documents of the segment
 */
record StoredField(
    String segment,
    FieldInfo info,
    FieldEntry entry,
    GraphReader graphs,
    KnnVectorsReader reader,
    Bits live,
    int maxDoc) {

  /** The field's graph, which it must have. */
  Graph graph() throws IOException {
    return graphs.openGraph(entry);
  }

  StoredVectors vectors() throws IOException {
    return switch (entry.encoding()) {
      case FLOAT32 -> new StoredFloats(info.name, reader);
      case BYTE -> new StoredBytes(info.name, reader);
      default -> throw new IllegalStateException("encoding " + entry.encoding());
    };
  }

  boolean isLive(int doc) {
    return live == null || live.get(doc);
  }

  /** How one names it. */
  String label() {
    return segment + " " + info.name;
  }

  long vectorsBytes() {
    return (long) entry.size() * entry.dimension() * entry.encoding().byteSize;
  }

  /** Bytes of the codes; 0 if there are none. */
  long codesBytes() {
    Map<String, Long> sizes = reader.getOffHeapByteSize(info);
    return sizes.getOrDefault("veq", 0L);
  }

  /** Bytes of all router levels: their nodes, and as many neighbors as their rows have room for. */
  long routerBytes() throws IOException {
    long bytes = 0;
    if (entry.hasGraph()) {
      for (Router.Level level : graph().router().levels()) {
        bytes += (long) level.graph().size() * (1 + level.graph().maxDegree()) * Integer.BYTES;
      }
    }
    return bytes;
  }
}

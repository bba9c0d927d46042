package org.lucenediskann.opensearch.stats;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.common.io.stream.Writeable;
import org.opensearch.core.xcontent.XContentBuilder;

/**
 * What the open segments of a node's shards consist of, primaries and replicas alike. One field of
 * one segment counts once.
 *
 * @param count of fields with vectors
 * @param deferred how many of them have no graph
 * @param vectors in all of them, deleted ones too
 * @param deferredVectors in those without a graph
 * @param offHeapBytes by what the bytes are
 */
record SegmentFigures(
    long count, long deferred, long vectors, long deferredVectors, Map<String, Long> offHeapBytes)
    implements Writeable {

  static final SegmentFigures NONE = new SegmentFigures(0, 0, 0, 0, Map.of());

  /** One field of one segment; without vectors it is none. */
  static SegmentFigures ofField(long vectors, boolean hasGraph, Map<String, Long> offHeapBytes) {
    if (vectors == 0) {
      return NONE;
    }
    return new SegmentFigures(1, hasGraph ? 0 : 1, vectors, hasGraph ? 0 : vectors, offHeapBytes);
  }

  /** These and others together. */
  SegmentFigures plus(SegmentFigures other) {
    Map<String, Long> bytes = new TreeMap<>(offHeapBytes);
    other.offHeapBytes.forEach((what, length) -> bytes.merge(what, length, Long::sum));
    return new SegmentFigures(
        count + other.count,
        deferred + other.deferred,
        vectors + other.vectors,
        deferredVectors + other.deferredVectors,
        bytes);
  }

  static SegmentFigures read(StreamInput in) throws IOException {
    return new SegmentFigures(
        in.readVLong(),
        in.readVLong(),
        in.readVLong(),
        in.readVLong(),
        in.readMap(StreamInput::readString, StreamInput::readVLong));
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    out.writeVLong(count);
    out.writeVLong(deferred);
    out.writeVLong(vectors);
    out.writeVLong(deferredVectors);
    out.writeMap(offHeapBytes, StreamOutput::writeString, StreamOutput::writeVLong);
  }

  void toXContent(String name, XContentBuilder builder) throws IOException {
    builder.startObject(name);
    builder.field("count", count);
    builder.field("deferred", deferred);
    builder.field("vectors", vectors);
    builder.field("deferred_vectors", deferredVectors);
    builder.field("off_heap_in_bytes", offHeapBytes);
    builder.endObject();
  }
}

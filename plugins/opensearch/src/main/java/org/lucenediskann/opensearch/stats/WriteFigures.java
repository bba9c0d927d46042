package org.lucenediskann.opensearch.stats;

import java.io.IOException;
import java.util.Map;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.common.io.stream.Writeable;
import org.opensearch.core.xcontent.XContentBuilder;

/**
 * What a node wrote at flushes, or at merges, since it started. One field of one segment counts
 * once.
 *
 * @param count of fields written
 * @param vectors in them
 * @param deferred how many of them were left without a graph
 * @param millis that the graphs took
 * @param plans how many of them were made in which way
 */
record WriteFigures(long count, long vectors, long deferred, long millis, Map<String, Long> plans)
    implements Writeable {

  static WriteFigures read(StreamInput in) throws IOException {
    return new WriteFigures(
        in.readVLong(),
        in.readVLong(),
        in.readVLong(),
        in.readVLong(),
        in.readMap(StreamInput::readString, StreamInput::readVLong));
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    out.writeVLong(count);
    out.writeVLong(vectors);
    out.writeVLong(deferred);
    out.writeVLong(millis);
    out.writeMap(plans, StreamOutput::writeString, StreamOutput::writeVLong);
  }

  void toXContent(String name, XContentBuilder builder) throws IOException {
    builder.startObject(name);
    builder.field("count", count);
    builder.field("vectors", vectors);
    builder.field("deferred", deferred);
    builder.field("time_in_millis", millis);
    builder.field("plans", plans);
    builder.endObject();
  }
}

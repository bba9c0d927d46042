package org.lucenediskann.elasticsearch;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.common.io.stream.StreamInput;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.common.io.stream.Writeable;
import org.elasticsearch.xcontent.ToXContentObject;
import org.elasticsearch.xcontent.XContentBuilder;
import org.lucenediskann.codec.WrittenField;

/**
 * Sums over fields of segments.
 *
 * @param fields how many were written, each in one segment
 * @param deferred how many of them were left without a graph
 * @param vectors in all
 * @param elapsedNs time that graphs took, without vectors
 * @param plans how many graphs were made by which plan, in order of names
 */
record WriteTotals(
    long fields, long deferred, long vectors, long elapsedNs, Map<String, Long> plans)
    implements Writeable, ToXContentObject {

  static final WriteTotals NONE = new WriteTotals(0, 0, 0, 0, Map.of());

  static WriteTotals of(WrittenField field) {
    return new WriteTotals(
        1,
        field.deferred() ? 1 : 0,
        field.vectors(),
        field.elapsedNs(),
        field.deferred() ? Map.of() : Map.of(field.plan().replace(' ', '_'), 1L));
  }

  static WriteTotals readFrom(StreamInput in) throws IOException {
    return new WriteTotals(
        in.readVLong(),
        in.readVLong(),
        in.readVLong(),
        in.readVLong(),
        in.readMap(StreamInput::readVLong));
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    out.writeVLong(fields);
    out.writeVLong(deferred);
    out.writeVLong(vectors);
    out.writeVLong(elapsedNs);
    out.writeMap(plans, StreamOutput::writeVLong);
  }

  WriteTotals plus(WriteTotals other) {
    Map<String, Long> sum = new TreeMap<>(plans);
    other.plans.forEach((plan, count) -> sum.merge(plan, count, Long::sum));
    return new WriteTotals(
        fields + other.fields,
        deferred + other.deferred,
        vectors + other.vectors,
        elapsedNs + other.elapsedNs,
        sum);
  }

  @Override
  public XContentBuilder toXContent(XContentBuilder builder, Params params) throws IOException {
    return builder
        .startObject()
        .field("fields", fields)
        .field("deferred", deferred)
        .field("vectors", vectors)
        .field("graph_ms", TimeUnit.NANOSECONDS.toMillis(elapsedNs))
        .field("plans", plans)
        .endObject();
  }
}

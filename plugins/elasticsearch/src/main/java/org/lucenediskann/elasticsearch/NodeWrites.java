package org.lucenediskann.elasticsearch;

import java.io.IOException;
import java.util.Map;
import org.elasticsearch.action.support.nodes.BaseNodeResponse;
import org.elasticsearch.cluster.node.DiscoveryNode;
import org.elasticsearch.common.io.stream.StreamInput;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.xcontent.ToXContentFragment;
import org.elasticsearch.xcontent.XContentBuilder;
import org.lucenediskann.codec.WrittenField.Occasion;

/** What one node has written. */
final class NodeWrites extends BaseNodeResponse implements ToXContentFragment {

  private final WriteTotals flushes;
  private final WriteTotals merges;
  private final Map<String, Long> elsewhere;

  NodeWrites(DiscoveryNode node, WriteCounters counters) {
    super(node);
    flushes = counters.totals(Occasion.FLUSH);
    merges = counters.totals(Occasion.MERGE);
    elsewhere = counters.elsewhere();
  }

  NodeWrites(StreamInput in, DiscoveryNode node) throws IOException {
    super(in, node);
    flushes = WriteTotals.readFrom(in);
    merges = WriteTotals.readFrom(in);
    elsewhere = in.readMap(StreamInput::readVLong);
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    super.writeTo(out);
    flushes.writeTo(out);
    merges.writeTo(out);
    out.writeMap(elsewhere, StreamOutput::writeVLong);
  }

  WriteTotals flushes() {
    return flushes;
  }

  WriteTotals merges() {
    return merges;
  }

  Map<String, Long> elsewhere() {
    return elsewhere;
  }

  /** The node under its id. */
  @Override
  public XContentBuilder toXContent(XContentBuilder builder, Params params) throws IOException {
    return builder
        .startObject(getNode().getId())
        .field("name", getNode().getName())
        .field("flushes", flushes)
        .field("merges", merges)
        .field("elsewhere", elsewhere)
        .endObject();
  }
}

package org.lucenediskann.elasticsearch;

import java.io.IOException;
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

  NodeWrites(DiscoveryNode node, WriteCounters counters) {
    super(node);
    flushes = counters.totals(Occasion.FLUSH);
    merges = counters.totals(Occasion.MERGE);
  }

  NodeWrites(StreamInput in, DiscoveryNode node) throws IOException {
    super(in, node);
    flushes = WriteTotals.readFrom(in);
    merges = WriteTotals.readFrom(in);
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    super.writeTo(out);
    flushes.writeTo(out);
    merges.writeTo(out);
  }

  WriteTotals flushes() {
    return flushes;
  }

  WriteTotals merges() {
    return merges;
  }

  /** The node under its id. */
  @Override
  public XContentBuilder toXContent(XContentBuilder builder, Params params) throws IOException {
    return builder
        .startObject(getNode().getId())
        .field("name", getNode().getName())
        .field("flushes", flushes)
        .field("merges", merges)
        .endObject();
  }
}

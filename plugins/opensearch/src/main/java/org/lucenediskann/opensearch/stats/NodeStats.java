package org.lucenediskann.opensearch.stats;

import java.io.IOException;
import org.opensearch.action.support.nodes.BaseNodeResponse;
import org.opensearch.cluster.node.DiscoveryNode;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.xcontent.ToXContentFragment;
import org.opensearch.core.xcontent.XContentBuilder;

/** The figures of one node. */
final class NodeStats extends BaseNodeResponse implements ToXContentFragment {

  private final WriteFigures flushes;
  private final WriteFigures merges;
  private final SegmentFigures segments;

  NodeStats(
      DiscoveryNode node, WriteFigures flushes, WriteFigures merges, SegmentFigures segments) {
    super(node);
    this.flushes = flushes;
    this.merges = merges;
    this.segments = segments;
  }

  NodeStats(StreamInput in) throws IOException {
    super(in);
    flushes = WriteFigures.read(in);
    merges = WriteFigures.read(in);
    segments = SegmentFigures.read(in);
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    super.writeTo(out);
    flushes.writeTo(out);
    merges.writeTo(out);
    segments.writeTo(out);
  }

  @Override
  public XContentBuilder toXContent(XContentBuilder builder, Params params) throws IOException {
    builder.startObject(getNode().getId());
    builder.field("name", getNode().getName());
    flushes.toXContent("flush", builder);
    merges.toXContent("merge", builder);
    segments.toXContent("segments", builder);
    return builder.endObject();
  }
}

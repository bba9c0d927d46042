package org.lucenediskann.elasticsearch;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.elasticsearch.action.FailedNodeException;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.action.support.nodes.BaseNodesResponse;
import org.elasticsearch.cluster.ClusterName;
import org.elasticsearch.common.io.stream.StreamInput;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.xcontent.ToXContentFragment;
import org.elasticsearch.xcontent.XContentBuilder;

/** What all nodes have written, and each of them. Never leaves the node that was asked. */
final class StatsResponse extends BaseNodesResponse<NodeWrites> implements ToXContentFragment {

  StatsResponse(ClusterName cluster, List<NodeWrites> nodes, List<FailedNodeException> failures) {
    super(cluster, nodes, failures);
  }

  @Override
  protected List<NodeWrites> readNodesFrom(StreamInput in) throws IOException {
    return TransportAction.localOnly();
  }

  @Override
  protected void writeNodesTo(StreamOutput out, List<NodeWrites> nodes) throws IOException {
    TransportAction.localOnly();
  }

  @Override
  public XContentBuilder toXContent(XContentBuilder builder, Params params) throws IOException {
    builder
        .startObject("total")
        .field("flushes", sum(NodeWrites::flushes))
        .field("merges", sum(NodeWrites::merges))
        .field("elsewhere", elsewhere())
        .endObject()
        .startObject("nodes");
    for (NodeWrites node : getNodes()) {
      node.toXContent(builder, params);
    }
    return builder.endObject();
  }

  private WriteTotals sum(Function<NodeWrites, WriteTotals> part) {
    return getNodes().stream().map(part).reduce(WriteTotals.NONE, WriteTotals::plus);
  }

  private Map<String, Long> elsewhere() {
    return getNodes().stream()
        .flatMap(node -> node.elsewhere().entrySet().stream())
        .collect(groupingBy(Map.Entry::getKey, TreeMap::new, summingLong(Map.Entry::getValue)));
  }
}

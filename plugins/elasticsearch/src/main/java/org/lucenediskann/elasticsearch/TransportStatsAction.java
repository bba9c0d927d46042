package org.lucenediskann.elasticsearch;

import java.io.IOException;
import java.util.List;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.FailedNodeException;
import org.elasticsearch.action.support.ActionFilters;
import org.elasticsearch.action.support.nodes.TransportNodesAction;
import org.elasticsearch.cluster.node.DiscoveryNode;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.io.stream.StreamInput;
import org.elasticsearch.injection.guice.Inject;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.threadpool.ThreadPool;
import org.elasticsearch.transport.TransportService;

/** Collects from the nodes what they have written. Public for Elasticsearch, which makes it. */
public final class TransportStatsAction
    extends TransportNodesAction<
        StatsRequest, StatsResponse, StatsRequest.ToNode, NodeWrites, Void> {

  static final ActionType<StatsResponse> TYPE =
      new ActionType<>("cluster:monitor/nodes/diskann/stats");

  private final WriteCounters counters;

  /** Called by Elasticsearch. */
  @Inject
  public TransportStatsAction(
      ThreadPool threads,
      ClusterService cluster,
      TransportService transport,
      ActionFilters filters,
      WriteCounters counters) {
    super(
        TYPE.name(),
        cluster,
        transport,
        filters,
        StatsRequest.ToNode::new,
        threads.executor(ThreadPool.Names.MANAGEMENT));
    this.counters = counters;
  }

  @Override
  protected StatsRequest.ToNode newNodeRequest(StatsRequest request) {
    return new StatsRequest.ToNode();
  }

  @Override
  protected NodeWrites nodeOperation(StatsRequest.ToNode request, Task task) {
    return new NodeWrites(clusterService.localNode(), counters);
  }

  @Override
  protected NodeWrites newNodeResponse(StreamInput in, DiscoveryNode node) throws IOException {
    return new NodeWrites(in, node);
  }

  @Override
  protected StatsResponse newResponse(
      StatsRequest request, List<NodeWrites> nodes, List<FailedNodeException> failures) {
    return new StatsResponse(clusterService.getClusterName(), nodes, failures);
  }
}

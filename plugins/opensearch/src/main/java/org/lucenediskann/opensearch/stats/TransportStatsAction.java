package org.lucenediskann.opensearch.stats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.opensearch.action.FailedNodeException;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.action.support.nodes.TransportNodesAction;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.inject.Inject;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.indices.IndicesService;
import org.opensearch.threadpool.ThreadPool;
import org.opensearch.transport.TransportService;

/** Asks every node for its figures. */
public final class TransportStatsAction
    extends TransportNodesAction<StatsRequest, StatsResponse, NodeStatsRequest, NodeStats> {

  private final WriteCounters counters;
  private final IndicesService indices;

  /** Called by the node. */
  @Inject
  public TransportStatsAction(
      ThreadPool threadPool,
      ClusterService clusterService,
      TransportService transportService,
      ActionFilters actionFilters,
      WriteCounters counters,
      IndicesService indices) {
    super(
        StatsAction.NAME,
        threadPool,
        clusterService,
        transportService,
        actionFilters,
        StatsRequest::new,
        NodeStatsRequest::new,
        ThreadPool.Names.MANAGEMENT,
        NodeStats.class);
    this.counters = counters;
    this.indices = indices;
  }

  @Override
  protected StatsResponse newResponse(
      StatsRequest request, List<NodeStats> nodes, List<FailedNodeException> failures) {
    return new StatsResponse(clusterService.getClusterName(), nodes, failures);
  }

  @Override
  protected NodeStatsRequest newNodeRequest(StatsRequest request) {
    return new NodeStatsRequest();
  }

  @Override
  protected NodeStats newNodeResponse(StreamInput in) throws IOException {
    return new NodeStats(in);
  }

  @Override
  protected NodeStats nodeOperation(NodeStatsRequest request) {
    try {
      return new NodeStats(
          clusterService.localNode(),
          counters.flushes(),
          counters.merges(),
          SegmentSurvey.of(indices));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

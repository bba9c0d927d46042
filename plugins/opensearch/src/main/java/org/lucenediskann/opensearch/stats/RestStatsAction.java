package org.lucenediskann.opensearch.stats;

import java.util.List;
import org.opensearch.core.common.Strings;
import org.opensearch.rest.BaseRestHandler;
import org.opensearch.rest.RestRequest;
import org.opensearch.rest.action.RestActions.NodesResponseRestListener;
import org.opensearch.transport.client.node.NodeClient;

/** {@code GET /_plugins/_diskann/stats}, of all nodes or of those named. */
public final class RestStatsAction extends BaseRestHandler {

  @Override
  public String getName() {
    return "diskann_stats_action";
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(RestRequest.Method.GET, "/_plugins/_diskann/stats"),
        new Route(RestRequest.Method.GET, "/_plugins/_diskann/{nodeId}/stats"));
  }

  @Override
  protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
    String[] nodeIds = Strings.splitStringByCommaToArray(request.param("nodeId"));
    return channel ->
        client.execute(
            StatsAction.INSTANCE,
            new StatsRequest(nodeIds),
            new NodesResponseRestListener<>(channel));
  }
}

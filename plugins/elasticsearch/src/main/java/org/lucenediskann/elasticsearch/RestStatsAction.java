package org.lucenediskann.elasticsearch;

import static org.elasticsearch.rest.RestRequest.Method.GET;

import java.util.List;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.common.Strings;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestUtils;
import org.elasticsearch.rest.action.RestActions.NodesResponseRestListener;

/** {@code GET /_diskann/stats} and {@code GET /_diskann/{nodes}/stats}. */
final class RestStatsAction extends BaseRestHandler {

  private static final String NODES = "nodes";

  @Override
  public String getName() {
    return "diskann_stats_action";
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(GET, "/_diskann/stats"), new Route(GET, "/_diskann/{" + NODES + "}/stats"));
  }

  @Override
  protected RestChannelConsumer prepareRequest(RestRequest rest, NodeClient client) {
    StatsRequest request = new StatsRequest(Strings.splitStringByCommaToArray(rest.param(NODES)));
    request.setTimeout(RestUtils.getTimeout(rest));
    return channel ->
        client.execute(
            TransportStatsAction.TYPE, request, new NodesResponseRestListener<>(channel));
  }

  @Override
  public boolean canTripCircuitBreaker() {
    return false;
  }
}

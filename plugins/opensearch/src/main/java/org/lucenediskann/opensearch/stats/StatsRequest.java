package org.lucenediskann.opensearch.stats;

import java.io.IOException;
import org.opensearch.action.support.nodes.BaseNodesRequest;
import org.opensearch.core.common.io.stream.StreamInput;

/** Asks some nodes, or all if none is named. */
final class StatsRequest extends BaseNodesRequest<StatsRequest> {

  StatsRequest(String... nodeIds) {
    super(nodeIds);
  }

  StatsRequest(StreamInput in) throws IOException {
    super(in);
  }
}

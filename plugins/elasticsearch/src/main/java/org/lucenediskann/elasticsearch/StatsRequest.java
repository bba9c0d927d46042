package org.lucenediskann.elasticsearch;

import java.io.IOException;
import org.elasticsearch.action.support.nodes.BaseNodesRequest;
import org.elasticsearch.common.io.stream.StreamInput;
import org.elasticsearch.transport.AbstractTransportRequest;

/** Asks nodes what they have written. */
final class StatsRequest extends BaseNodesRequest {

  /**
   * Creates a request.
   *
   * @param nodes ids, names, filters as everywhere in Elasticsearch; none = all nodes
   */
  StatsRequest(String... nodes) {
    super(nodes);
  }

  /** Asks one node. */
  static final class ToNode extends AbstractTransportRequest {

    ToNode() {}

    ToNode(StreamInput in) throws IOException {
      super(in);
    }
  }
}

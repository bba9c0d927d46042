package org.lucenediskann.opensearch.stats;

import org.opensearch.action.ActionType;

/** The statistics as an action of the cluster; reading them is monitoring. */
public final class StatsAction extends ActionType<StatsResponse> {

  /** The action. */
  public static final StatsAction INSTANCE = new StatsAction();

  static final String NAME = "cluster:monitor/diskann/stats";

  private StatsAction() {
    super(NAME, StatsResponse::new);
  }
}

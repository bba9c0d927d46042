package org.lucenediskann.codec.merge;

import org.lucenediskann.codec.build.BuildParameters;

/**
 * What the plans cost, in nanoseconds on one thread. Two kinds of distances make the difference:
 * those of a tiled product, and those to rows that lie scattered in memory. The constants were
 * fitted to measured merges, and a build's rescaled since, see DESIGN.md; only their ratios matter
 * to the choice.
 */
final class MergeCost {

  private static final double LOAD_FLOAT_NS = 14; // of a row, projection included
  private static final double TILED_NS = 6.4; // a tiled distance, and to see whether it is near
  private static final double TILED_FLOAT_NS = 0.011; // and each of its floats
  private static final double NEAR_NS = 20; // a distance of rows at hand
  private static final double NEAR_FLOAT_NS = 0.05;
  private static final double SCATTERED_NS = 60; // a distance to a row somewhere in memory
  private static final double SCATTERED_FLOAT_NS = 0.5;
  private static final double COPY_NS = 800; // a list, and walking through it for connectivity
  private static final double BATCH_PRUNE = 0.6; // of the time of an insert's
  private static final double BALL_SIZE = 0.6; // mean, of a leaf
  private static final double MAX_DIRECT = 2560; // leaders that all are compared with
  private static final double CELLS_OF_LEADER = 96; // if there are more

  private final BuildParameters parameters;
  private final int dimension;

  MergeCost(BuildParameters parameters, int dimension) {
    this.parameters = parameters;
    this.dimension = dimension;
  }

  private double tiledNs() {
    return TILED_NS + TILED_FLOAT_NS * dimension;
  }

  private double scatteredNs() {
    return SCATTERED_NS + SCATTERED_FLOAT_NS * dimension;
  }

  private double nearNs() {
    return NEAR_NS + NEAR_FLOAT_NS * dimension;
  }

  /** A build: each vector is loaded, joins balls, meets all of its leaves, and is pruned. */
  double build(double size, double fanout) {
    double fellows = Math.min(size, fanout * ballSize());
    double pairs = (comparedLeaders(size * fanout) + fellows) / 2;
    double prune = BATCH_PRUNE * pruneNs(parameters.buildListSize());
    return size * (loadNs() + pairs * tiledNs() + prune);
  }

  private double ballSize() {
    return BALL_SIZE * parameters.leafSize();
  }

  /** Leaders that a vector is compared with, some centers of cells among them. */
  private double comparedLeaders(double memberships) {
    double leaders = Math.max(2, memberships / ballSize());
    return leaders <= MAX_DIRECT ? leaders : 2 * Math.sqrt(leaders * CELLS_OF_LEADER);
  }

  private double loadNs() {
    return LOAD_FLOAT_NS * dimension;
  }

  /** RobustPrune of a full candidate list: it compares a third of the pairs. */
  private double pruneNs(double candidates) {
    return candidates * candidates / 6 * nearNs();
  }

  double leafMerge(MergePlan.LeafMerge plan, double size) {
    return build(size, plan.fanout()) + plan.liveCount() * parameters.maxDegree() * nearNs();
  }

  double insert(MergePlan.Insert plan) {
    int live = plan.liveCount();
    int dead = plan.base().size() - live;
    return plan.walks()
        ? insertWalking(live, plan.newcomerCount(), dead)
        : insertInBalls(live, plan.newcomerCount(), dead);
  }

  /** Newcomers that walk the graph. */
  private double insertWalking(double live, double newcomers, double dead) {
    double listSize = parameters.buildListSize();
    double visited = listSize * parameters.maxDegree() / 2.0;
    double walk = visited * scatteredNs() + pruneNs(listSize + parameters.maxDegree() / 2.0);
    double among = build(newcomers, parameters.fanout() * 0.4);
    return common(live, newcomers, dead) + newcomers * walk + among;
  }

  /** Newcomers that are compared in balls. */
  private double insertInBalls(double live, double newcomers, double dead) {
    double size = live + newcomers;
    double memberships = 2 * live + parameters.fanout() * newcomers;
    double compared = Math.min(size, parameters.fanout() * ballSize());
    return common(live, newcomers, dead)
        + size * (loadNs() + comparedLeaders(memberships) / 2 * tiledNs())
        + newcomers * (compared * tiledNs() + pruneNs(parameters.buildListSize()));
  }

  /** The base is copied; lists with gaps and lists that newcomers chose are updated. */
  private double common(double live, double newcomers, double dead) {
    double degree = parameters.maxDegree();
    double deadShare = dead / Math.max(1, live + dead);
    double hurt = live * (1 - Math.pow(1 - deadShare, degree));
    double gaps = live * degree * deadShare;
    double offers = newcomers * degree / 2;
    double touched = live * (1 - Math.exp(-offers / Math.max(1, live)));
    double fetch = scatteredNs() * degree / 2;
    return (live + newcomers) * COPY_NS
        + hurt * fetch
        + gaps * 3 * degree * nearNs()
        + touched * fetch
        + offers * 1.5 * degree * nearNs();
  }
}

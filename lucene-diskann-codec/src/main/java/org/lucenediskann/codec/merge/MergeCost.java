package org.lucenediskann.codec.merge;

import org.lucenediskann.codec.build.BuildParameters;
import org.lucenediskann.codec.build.CrossNeighbors;

/**
 * What the plans cost, in nanoseconds on one thread. Two kinds of distances make the difference:
 * those of a tiled product, and those to rows that lie scattered in memory. The constants were
 * fitted to phases of measured builds and merges, see DESIGN.md; only their ratios matter to the
 * choice.
 */
final class MergeCost {

  private static final double LOAD_FLOAT_NS = 14; // of a row, projection included
  private static final double TILED_NS = 6.2; // a tiled distance, and to see whether it is near
  private static final double TILED_FLOAT_NS = 0.022; // and each of its floats
  private static final double NEAR_NS = 15; // a distance of rows at hand
  private static final double NEAR_FLOAT_NS = 0.083;
  private static final double SCATTERED_NS = 100; // a distance to a row somewhere in memory
  private static final double SCATTERED_FLOAT_NS = 1.1;
  private static final double COPY_NS = 430; // a list, and walking through it; a router's share
  private static final double GROUP_NS = 640; // to put a resident into a group and read its row
  private static final double GROUP_FLOAT_NS = 0.5;
  private static final double BALL_SIZE = 0.6; // mean, of a leaf
  private static final double MAX_DIRECT = 2560; // leaders that all are compared with
  private static final double CELLS_OF_LEADER = 96; // if there are more
  private static final double BOTH_WAYS = 1.5; // candidates for each one that a leaf offers
  private static final double OWN_KEPT = 0.25; // of a full list
  private static final double NEW = 0.85; // of an expanded node's neighbors
  private static final double OFFERED = 0.67; // of a newcomer's neighbors that may choose back,
  private static final double OFFERED_TO_BUILT = 0.4; // if the graph is as it was built

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
    double leaders = Math.max(2, size * fanout / ballSize());
    double pairs = (comparedLeaders(leaders) + fellows) / 2;
    return size * (loadNs() + pairs * tiledNs() + pruneNs(candidates(fanout)));
  }

  /** Candidates that so many leaves offer. */
  private double candidates(double fanout) {
    return BOTH_WAYS * fanout * parameters.leafNeighbors();
  }

  private double ballSize() {
    return BALL_SIZE * parameters.leafSize();
  }

  /** Leaders that a vector is compared with, some centers of cells among them. */
  private static double comparedLeaders(double leaders) {
    return leaders <= MAX_DIRECT ? leaders : 2 * Math.sqrt(leaders * CELLS_OF_LEADER);
  }

  private double loadNs() {
    return LOAD_FLOAT_NS * dimension;
  }

  /** RobustPrune of so many candidates, at most a full list: it compares a third of the pairs. */
  private double pruneNs(double most) {
    double candidates = Math.min(most, parameters.buildListSize());
    return candidates * candidates / 6 * nearNs();
  }

  private double pruneNs() {
    return pruneNs(parameters.buildListSize());
  }

  /** A build in which own edges are measured and are candidates as well. */
  double leafMerge(MergePlan.LeafMerge plan, double size) {
    double offered = candidates(plan.fanout());
    double more = pruneNs(offered + OWN_KEPT * parameters.maxDegree()) - pruneNs(offered);
    return build(size, plan.fanout()) + plan.liveCount() * (expandNs() + more);
  }

  /** To measure a node's neighbors, wherever their rows are. */
  private double expandNs() {
    return parameters.maxDegree() * NEW * scatteredNs();
  }

  double insert(MergePlan.Insert plan) {
    int live = plan.liveCount();
    double linking =
        plan.walks()
            ? insertWalking(plan.newcomerCount())
            : insertInGroups(live, plan.newcomerCount());
    return common(plan) + linking;
  }

  /** Newcomers that walk the graph. */
  private double insertWalking(double newcomers) {
    double walk = WalkFinder.reach(parameters.buildListSize()) * expandNs();
    double among = build(newcomers, parameters.fanout() * 0.4);
    return newcomers * (walk + pruneNs()) + among;
  }

  /** Newcomers that are compared in groups. */
  private double insertInGroups(double live, double newcomers) {
    double groups = Math.max(1, live / CrossNeighbors.GROUP_SIZE);
    double joined = Math.min(groups, CrossNeighbors.fanout(parameters));
    double members = (live + CrossNeighbors.HOMES * newcomers) / groups;
    double compared = comparedLeaders(groups) + joined * members;
    double fetched = joined + parameters.buildListSize();
    double newcomer =
        compared * tiledNs() + fetched * scatteredNs() + GroupFinder.REACH * expandNs() + pruneNs();
    return live * (GROUP_NS + GROUP_FLOAT_NS * dimension) + newcomers * newcomer;
  }

  /** The base is copied; lists with gaps and lists that newcomers chose are updated. */
  private double common(MergePlan.Insert plan) {
    double live = plan.liveCount();
    double newcomers = plan.newcomerCount();
    double dead = plan.base().size() - live;
    boolean asBuilt = dead == 0 && plan.base().renewed() == 0;
    double degree = parameters.maxDegree();
    double gaps = live * degree * dead / Math.max(1, live + dead);
    double offers = newcomers * degree * (asBuilt ? OFFERED_TO_BUILT : OFFERED);
    double touched = live * (1 - Math.exp(-offers / Math.max(1, live)));
    return (live + newcomers) * COPY_NS
        + gaps * (scatteredNs() + degree * nearNs())
        + touched * expandNs()
        + offers * degree * nearNs();
  }
}

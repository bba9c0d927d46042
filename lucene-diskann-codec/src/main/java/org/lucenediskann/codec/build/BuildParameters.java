package org.lucenediskann.codec.build;

/**
 * What shapes a graph. Values are checked by the public parameters of the format.
 *
 * @param maxDegree bound of a node's out-neighbors (R)
 * @param buildListSize bound of a node's candidate list (L)
 * @param alpha how far RobustPrune relaxes, a factor on L2 distance
 * @param fanout how many balls a vector joins at the top of the partition
 * @param leafSize most members of a leaf
 * @param leafNeighbors nearest fellow members that become candidates, for each leaf a vector is in
 * @param seed of every random choice
 */
public record BuildParameters(
    int maxDegree,
    int buildListSize,
    float alpha,
    int fanout,
    int leafSize,
    int leafNeighbors,
    long seed) {

  /** The same with another fanout. */
  public BuildParameters withFanout(int other) {
    return new BuildParameters(
        maxDegree, buildListSize, alpha, other, leafSize, leafNeighbors, seed);
  }
}

package org.lucenediskann.codec.build;

/**
 * What shapes a graph, and the memory its build may take. Values are checked by the public
 * parameters of the format.
 *
 * @param maxDegree bound of a node's out-neighbors (R)
 * @param buildListSize bound of a node's candidate list (L)
 * @param alpha how far RobustPrune relaxes, a factor on L2 distance
 * @param fanout how many of the overlapping balls a vector joins at most
 * @param leafSize most members of a leaf
 * @param leafNeighbors nearest fellow members that become candidates, for each leaf a vector is in
 * @param seed of every random choice
 * @param buildMemoryBytes heap a build may take beside the vectors; does not shape the graph
 */
public record BuildParameters(
    int maxDegree,
    int buildListSize,
    float alpha,
    int fanout,
    int leafSize,
    int leafNeighbors,
    long seed,
    long buildMemoryBytes) {

  private static final int WHOLE_LEAVES = 3;

  /** Without a bound on memory. */
  public BuildParameters(
      int maxDegree,
      int buildListSize,
      float alpha,
      int fanout,
      int leafSize,
      int leafNeighbors,
      long seed) {
    this(maxDegree, buildListSize, alpha, fanout, leafSize, leafNeighbors, seed, Long.MAX_VALUE);
  }

  /**
   * So many vectors make one leaf: comparing each with each takes less time than several leaves, in
   * which most pairs meet more than once.
   */
  int wholeSize() {
    return WHOLE_LEAVES * leafSize;
  }

  /** The same with another fanout. */
  public BuildParameters withFanout(int other) {
    return new BuildParameters(
        maxDegree, buildListSize, alpha, other, leafSize, leafNeighbors, seed, buildMemoryBytes);
  }
}

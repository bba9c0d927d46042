package org.lucenediskann.codec.store;

/**
 * How a field's graph was made, for whoever reads the file later.
 *
 * @param maxDegree bound of every node's out-degree, and the width of a row
 * @param buildListSize bound of a candidate list while building
 * @param alpha how much longer a detour may be before an edge is kept; on L2 distance
 * @param seed of every random choice
 */
public record BuildRecord(int maxDegree, int buildListSize, float alpha, long seed) {}

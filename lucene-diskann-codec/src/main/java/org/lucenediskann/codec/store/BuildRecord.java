package org.lucenediskann.codec.store;

/**
 * How a field's graph was made, for whoever reads the file later.
 *
 * @param maxDegree bound of every node's out-degree
 * @param alpha how much longer a detour may be before an edge is kept; on L2 distance
 * @param parameters all parameters that shape a graph, as text
 */
public record BuildRecord(int maxDegree, float alpha, String parameters) {}

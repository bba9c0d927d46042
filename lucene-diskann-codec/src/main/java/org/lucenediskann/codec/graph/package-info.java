/**
 * What a graph is, and what makes a good one, whoever makes it.
 *
 * <p>{@link org.lucenediskann.codec.graph.Graph} is what searches read; {@link
 * org.lucenediskann.codec.graph.NeighborLists} is one on the heap. {@link
 * org.lucenediskann.codec.graph.RobustPrune} chooses a node's neighbors, {@link
 * org.lucenediskann.codec.graph.EntryPoints} where searches start, {@link
 * org.lucenediskann.codec.graph.Connectivity} makes every node reachable from there, and {@link
 * org.lucenediskann.codec.graph.GraphValidator} checks that all this holds.
 */
package org.lucenediskann.codec.graph;

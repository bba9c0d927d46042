/**
 * What a graph is, and what makes a good one, whoever makes it.
 *
 * <p>{@link org.lucenediskann.codec.graph.Graph} is what searches read; {@link
 * org.lucenediskann.codec.graph.NeighborLists} is one on the heap. {@link
 * org.lucenediskann.codec.graph.RobustPrune} chooses a node's neighbors, {@link
 * org.lucenediskann.codec.graph.EntryPoints} the nodes from which, by {@link
 * org.lucenediskann.codec.graph.Connectivity}, every node can be reached, a {@link
 * org.lucenediskann.codec.graph.Router} leads searches to where they should start, and {@link
 * org.lucenediskann.codec.graph.GraphValidator} checks that all this holds.
 */
package org.lucenediskann.codec.graph;

package org.lucenediskann.codec.merge;

/**
 * What each plan would cost on one thread, as a share of a rebuild's cost.
 *
 * @param insert infinite if there is no graph to insert into
 * @param leafMerge infinite if there are no graphs, or if they know too little
 * @param rebuildNs a rebuild's time on one thread of the machine that the model was fitted on
 */
public record MergeEstimate(double insert, double leafMerge, double rebuildNs) {}

/**
 * One query → hits, in one segment and field. Front door: {@link
 * org.lucenediskann.codec.search.GraphSearch}.
 *
 * <p>{@code FilterPlan} chooses between the ways of answering: {@code ExactScan} scores every
 * accepted vector, {@code ListSearch} walks the graph from {@code SearchEntries}, to which {@code
 * RouterSearch} leads, along a {@code CandidateQueue}, each of the {@code VisitedNodes} once, and
 * {@code HopSearch} does so under a filter, among accepted nodes only. All score in blocks, codes
 * by a {@code CodeScorer} that multiplies them with a {@code CodeQuery}, and leave the results to a
 * collector, whose {@code k} is the search list size: the query's own or, where scores are those of
 * codes or the list is longer than the hits wanted, a {@code CandidateList}. From that {@code
 * ListedSearch} hands the best over, with exact scores ({@code Handover}).
 */
package org.lucenediskann.codec.search;

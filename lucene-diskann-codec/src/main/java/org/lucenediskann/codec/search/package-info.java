/**
 * One query → hits, in one segment and field. Front door: {@link
 * org.lucenediskann.codec.search.GraphSearch}.
 *
 * <p>{@code FilterPlan} chooses between the two ways of answering: {@code ExactScan} scores every
 * accepted vector, {@code ListSearch} walks the graph from {@code SearchEntries}, to which {@code
 * RouterSearch} leads, along a {@code CandidateQueue}. Both score in blocks and leave the results
 * to Lucene's collector, whose {@code k} is the search list size.
 */
package org.lucenediskann.codec.search;

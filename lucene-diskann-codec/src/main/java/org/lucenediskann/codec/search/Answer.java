package org.lucenediskann.codec.search;

/**
 * How a query was answered in one segment.
 *
 * @param plan the way, the last one if there were several
 * @param listSize places of the search list
 * @param reranked vectors read again for their exact scores
 */
public record Answer(FilterPlan plan, int listSize, int reranked) {}

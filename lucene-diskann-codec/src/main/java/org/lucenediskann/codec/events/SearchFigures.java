package org.lucenediskann.codec.events;

/**
 * What is known of a search in one segment.
 *
 * @param segment its name
 * @param field its name
 * @param vectors number of vectors in the segment
 * @param k hits wanted of this segment
 * @param listSize places of the search list; 0 = the vectors were scanned
 * @param accepted number of documents that may be hits, or more
 * @param visited number of vectors scored
 * @param reranked how many of the list were read again for their exact scores
 * @param plan {@code graph} or {@code exact}
 * @param cutShort whether the collector ended the search
 */
public record SearchFigures(
    String segment,
    String field,
    int vectors,
    int k,
    int listSize,
    int accepted,
    long visited,
    int reranked,
    String plan,
    boolean cutShort) {}

package org.lucenediskann.codec.events;

import java.util.Map;

/**
 * What is known of one field when its segment is written.
 *
 * @param segment its name
 * @param field its name
 * @param vectors number of vectors
 * @param dimension of each
 * @param deferred whether the vectors are left without a graph
 * @param plan how the graph was made: {@code rebuild}, {@code insert}, {@code leaf merge}, {@code
 *     none}
 * @param edges of the graph
 * @param threads how many may have built
 * @param phaseNs time of each phase of the build, by name, and of {@code write}
 * @param merge of what graph was made of others; null at a flush, and where there is no graph
 */
public record SegmentFigures(
    String segment,
    String field,
    int vectors,
    int dimension,
    boolean deferred,
    String plan,
    long edges,
    int threads,
    Map<String, Long> phaseNs,
    MergeFigures merge) {}

package org.lucenediskann.benchmarks.index;

/**
 * A flush of the vectors format.
 *
 * @param docs documents of the segment
 * @param ms elapsed milliseconds
 */
public record FlushTime(int docs, double ms) {}

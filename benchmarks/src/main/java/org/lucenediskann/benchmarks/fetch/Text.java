package org.lucenediskann.benchmarks.fetch;

/**
 * A text to embed.
 *
 * @param label its class, by number
 */
public record Text(String text, int label) {}

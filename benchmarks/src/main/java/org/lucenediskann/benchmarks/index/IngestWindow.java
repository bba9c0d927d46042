package org.lucenediskann.benchmarks.index;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * A run of consecutively added documents.
 *
 * @param docs documents added so far, these included
 * @param docsPerSecond rate of these, flushes that fell among them included
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record IngestWindow(int docs, double docsPerSecond) {}

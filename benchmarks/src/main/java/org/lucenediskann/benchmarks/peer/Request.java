package org.lucenediskann.benchmarks.peer;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * A line that a {@link PeerProgram} reads.
 *
 * @param step what to do
 * @param listSize candidates of a search, else 0
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Request(Step step, int listSize) {
  /** What a peer can be asked for. */
  public enum Step {
    /** Make the index anew; answered by {@link Reply.Built}. */
    BUILD,
    /** Run all queries; answered by {@link Reply.Found}. */
    SEARCH
  }
}

package org.lucenediskann.benchmarks.engines;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.lucenediskann.benchmarks.measure.Spread;

/**
 * What a step took in all rounds.
 *
 * @param wallS elapsed seconds, as a client sees them
 * @param cpuS CPU seconds of the nodes, JIT compilers included; null if they do not tell
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record PhaseCost(Spread wallS, Spread cpuS) {
  static PhaseCost of(List<Phase> rounds) {
    boolean told = rounds.stream().allMatch(phase -> phase.cpuS() != null);
    return new PhaseCost(
        Spread.of(rounds, Phase::wallS), told ? Spread.of(rounds, Phase::cpuS) : null);
  }
}

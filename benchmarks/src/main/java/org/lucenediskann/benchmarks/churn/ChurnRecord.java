package org.lucenediskann.benchmarks.churn;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.measure.Measured;

/**
 * One format over all generations, as written to the JSON file (names in snake case).
 *
 * @param format the spec as given
 * @param parameters every build parameter
 * @param data name of the data set
 * @param metric what "near" means
 * @param n rows that may be in the index
 * @param dim dimensions
 * @param delete share of the live documents deleted in a generation
 * @param add share of the live documents added in a generation
 * @param merge {@code force} or {@code policy}
 * @param k of recall@k
 * @param listSize candidates asked of every segment
 * @param queries number of queries
 * @param generations what was measured, from generation 0 on
 * @param environment where this was measured
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ChurnRecord(
    String format,
    Map<String, Object> parameters,
    String data,
    String metric,
    int n,
    int dim,
    double delete,
    double add,
    String merge,
    int k,
    int listSize,
    int queries,
    List<Generation> generations,
    Environment environment)
    implements Measured {

  /** The same under another name of the format. */
  ChurnRecord named(String name) {
    return new ChurnRecord(
        name,
        parameters,
        data,
        metric,
        n,
        dim,
        delete,
        add,
        merge,
        k,
        listSize,
        queries,
        generations,
        environment);
  }

  /** The generations that have a fresh index to compare with, but for the first. */
  List<Generation> compared() {
    return generations.stream().skip(1).filter(g -> g.rebuilt() != null).toList();
  }

  /** CPU seconds of all generations but the first. */
  double churnCpuS() {
    return generations.stream().skip(1).mapToDouble(Generation::cpuS).sum();
  }
}

package org.lucenediskann.benchmarks.robust;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.measure.Measured;
import org.lucenediskann.benchmarks.search.CurvePoint;

/**
 * One format in one situation, as written to the JSON file (names in snake case).
 *
 * @param situation which vectors and queries
 * @param format the spec as given
 * @param parameters every build parameter
 * @param metric what "near" means
 * @param n vectors
 * @param dim dimensions
 * @param segments they are in
 * @param k of recall@k
 * @param curve search by Lucene's own query, one point per list size; visited in all segments and
 *     rounds, times those of a single pass
 * @param environment where this was measured
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record RobustRecord(
    String situation,
    String format,
    Map<String, Object> parameters,
    String metric,
    int n,
    int dim,
    int segments,
    int k,
    List<CurvePoint> curve,
    Environment environment)
    implements Measured {}

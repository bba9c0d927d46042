package org.lucenediskann.benchmarks.filter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.measure.Measured;
import org.lucenediskann.benchmarks.search.CurvePoint;

/**
 * One way of searching under one filter, as written to the JSON file (names in snake case).
 *
 * @param filter its name
 * @param share of the vectors that it accepts, as asked
 * @param accepted vectors that it accepts; at least k
 * @param format the spec as given, or {@code exact} for comparing all that is accepted
 * @param parameters every build parameter
 * @param data name of the data set
 * @param metric what "near" means
 * @param n documents
 * @param dim dimensions
 * @param segments segments that are searched
 * @param k of recall@k
 * @param recallWanted at which formats are compared
 * @param hnswThreshold percent accepted below which HNSW searches in its filtered way
 * @param curve one point per list size tried
 * @param atRecall what {@code recallWanted} takes; null if it is not reached
 * @param environment where this was measured
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record FilterRecord(
    String filter,
    double share,
    int accepted,
    String format,
    Map<String, Object> parameters,
    String data,
    String metric,
    int n,
    int dim,
    int segments,
    int k,
    double recallWanted,
    int hnswThreshold,
    List<CurvePoint> curve,
    AtRecall atRecall,
    Environment environment)
    implements Measured {}

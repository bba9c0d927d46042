package org.lucenediskann.benchmarks.merge;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.lucenediskann.benchmarks.graph.GraphHealth;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.measure.Measured;
import org.lucenediskann.benchmarks.search.CurvePoint;

/**
 * The same segments merged by one plan, as written to the JSON file (names in snake case). CPU
 * seconds are those of the process without its JIT compiler, medians over all builds.
 *
 * @param format the spec as given
 * @param parameters every build parameter
 * @param plan as asked for: {@code insert:walks}, {@code leaf-merge:8} and the like; {@code chosen}
 *     for what the format does by itself
 * @param done which of insert, leaf merge and rebuild that is
 * @param data name of the data set
 * @param metric what "near" means
 * @param n documents added
 * @param dim dimensions
 * @param segments documents of each segment
 * @param deleted documents deleted before the merge
 * @param order {@code given} or {@code natural}
 * @param threads threads a merge may use
 * @param k of recall@k
 * @param builds how often everything was done
 * @param mergeCpuS merging the segments into one
 * @param mergeCpuRangeS least and greatest of {@code mergeCpuS}
 * @param mergeWallS elapsed seconds of the same
 * @param estimatedShare what making the graph was expected to cost, as a share of a rebuild
 * @param graphWallS elapsed seconds of making the graph, of the last build
 * @param curve search in the merged index
 * @param graph of the merged index
 * @param environment where this was measured
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record FrontierRecord(
    String format,
    Map<String, Object> parameters,
    String plan,
    String done,
    String data,
    String metric,
    int n,
    int dim,
    List<Integer> segments,
    int deleted,
    String order,
    int threads,
    int k,
    int builds,
    double mergeCpuS,
    List<Double> mergeCpuRangeS,
    double mergeWallS,
    double estimatedShare,
    double graphWallS,
    List<CurvePoint> curve,
    GraphHealth graph,
    Environment environment)
    implements Measured {}

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
 * One format, many segments made one, as written to the JSON file (names in snake case). CPU
 * seconds are those of the process without its JIT compiler, medians over all builds.
 *
 * @param format the spec as given
 * @param parameters every build parameter
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
 * @param buildCpuS adding all segments
 * @param mergeCpuS merging them into one
 * @param mergeWallS elapsed seconds of the same
 * @param mergeCpuRangeS least and greatest of {@code mergeCpuS}
 * @param rebuildCpuS adding the live documents to an empty index and flushing them as one segment;
 *     null if that was not done
 * @param rebuildWallS elapsed seconds of the same
 * @param jitCpuS CPU seconds of the JIT compiler in the last of the merges, not in any other figure
 * @param merged search in the merged index
 * @param rebuilt search in the rebuilt index; null without one
 * @param mergedGraph graph of the merged index
 * @param rebuiltGraph graph of the rebuilt index; null without one
 * @param environment where this was measured
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record MergeRecord(
    String format,
    Map<String, Object> parameters,
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
    double buildCpuS,
    double mergeCpuS,
    double mergeWallS,
    List<Double> mergeCpuRangeS,
    Double rebuildCpuS,
    Double rebuildWallS,
    double jitCpuS,
    List<CurvePoint> merged,
    List<CurvePoint> rebuilt,
    GraphHealth mergedGraph,
    GraphHealth rebuiltGraph,
    Environment environment)
    implements Measured {}

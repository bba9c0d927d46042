package org.lucenediskann.benchmarks.scale;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.measure.Measured;
import org.lucenediskann.benchmarks.search.CurvePoint;

/**
 * One format at one size, in one segment, as written to the JSON file (names in snake case).
 *
 * @param format the spec as given
 * @param parameters every build parameter
 * @param data name of the data set
 * @param n documents
 * @param dim dimensions
 * @param k of recall@k
 * @param threads threads that added
 * @param builds how often the index was made; the figures are those of the median build
 * @param indexCpuS CPU seconds of the process without its JIT compiler while adding and flushing
 * @param indexWallS elapsed seconds of the same
 * @param cpuUsPerVector {@code indexCpuS} divided by n, in µs
 * @param jitCpuS CPU seconds of the JIT compiler meanwhile, not in any of the others
 * @param heapPeakMb the most that a garbage collection left on the heap meanwhile; null without any
 * @param indexBytes bytes of all index files
 * @param curve search, one point per list size
 * @param environment where this was measured
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ScaleRecord(
    String format,
    Map<String, Object> parameters,
    String data,
    int n,
    int dim,
    int k,
    int threads,
    int builds,
    double indexCpuS,
    double indexWallS,
    double cpuUsPerVector,
    double jitCpuS,
    Double heapPeakMb,
    long indexBytes,
    List<CurvePoint> curve,
    Environment environment)
    implements Measured {}

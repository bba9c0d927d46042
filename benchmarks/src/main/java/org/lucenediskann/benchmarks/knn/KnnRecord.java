package org.lucenediskann.benchmarks.knn;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.lucenediskann.benchmarks.index.IngestWindow;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.measure.Measured;
import org.lucenediskann.benchmarks.search.CurvePoint;

/**
 * One format on one data set, as written to the JSON file (names in snake case).
 *
 * @param format the spec as given
 * @param parameters every build parameter
 * @param data name of the data set
 * @param metric what "near" means
 * @param n documents
 * @param dim dimensions
 * @param segments segments that are searched
 * @param segmentsFlushed segments before a force merge
 * @param order {@code given} or {@code natural}
 * @param threads threads that indexed
 * @param k of recall@k
 * @param indexCpuS CPU seconds of the process without its JIT compiler while adding and flushing
 * @param indexWallS elapsed seconds of the same
 * @param indexThreadCpuS CPU seconds of the adding threads alone
 * @param mergeCpuS CPU seconds of the process without its JIT compiler in the force merge
 * @param mergeWallS elapsed seconds of the same
 * @param mergeThreadCpuS CPU seconds of the merging thread alone
 * @param totalCpuS {@code indexCpuS + mergeCpuS}
 * @param jitCpuS CPU seconds of the JIT compiler meanwhile, not in any of the others
 * @param totalCpuRangeS least and greatest total CPU of the builds; the other times are those of
 *     the median build
 * @param phaseMs elapsed milliseconds of each phase of the flushes, all of them added up, by name;
 *     empty if nobody asked, or the format does not say
 * @param windows ingest rate per 10,000 documents, flushes included, merges not
 * @param longestPauseS the longest that an adding thread was kept waiting
 * @param indexBytes bytes of all index files
 * @param indexBytesByExtension the same by file name extension
 * @param curve search, one point per list size
 * @param environment where this was measured
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record KnnRecord(
    String format,
    Map<String, Object> parameters,
    String data,
    String metric,
    int n,
    int dim,
    int segments,
    int segmentsFlushed,
    String order,
    int threads,
    int k,
    double indexCpuS,
    double indexWallS,
    double indexThreadCpuS,
    double mergeCpuS,
    double mergeWallS,
    double mergeThreadCpuS,
    double totalCpuS,
    double jitCpuS,
    List<Double> totalCpuRangeS,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> phaseMs,
    List<IngestWindow> windows,
    double longestPauseS,
    long indexBytes,
    Map<String, Long> indexBytesByExtension,
    List<CurvePoint> curve,
    Environment environment)
    implements Measured {

  /** Files without phases are read as well. */
  public KnnRecord {
    phaseMs = phaseMs == null ? Map.of() : phaseMs;
  }

  /** What the others are compared with: the first HNSW, or else the last record. */
  public static KnnRecord baseline(List<KnnRecord> records) {
    return records.stream()
        .filter(record -> record.format().startsWith("hnsw:"))
        .findFirst()
        .orElse(records.getLast());
  }
}

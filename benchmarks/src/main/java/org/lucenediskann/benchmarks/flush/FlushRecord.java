package org.lucenediskann.benchmarks.flush;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.lucenediskann.benchmarks.graph.GraphHealth;
import org.lucenediskann.benchmarks.index.FlushTime;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.measure.Measured;
import org.lucenediskann.benchmarks.search.SearchQuality;

/**
 * One format with one size of buffer, as written to the JSON file (names in snake case).
 *
 * @param format the spec as given
 * @param parameters every build parameter
 * @param data name of the data set
 * @param n documents
 * @param dim dimensions
 * @param buffer documents in a flush
 * @param k of recall@k
 * @param listSize candidates asked of every segment
 * @param flushes every flush of the vectors format
 * @param flushP50Ms of {@code flushes}
 * @param flushMaxMs of {@code flushes}
 * @param cycleP50Ms adding a buffer full of documents and flushing it
 * @param cycleMaxMs the slowest such cycle
 * @param indexCpuS CPU seconds of the process without its JIT compiler for all cycles, files not
 *     synced
 * @param indexWallS elapsed seconds of the same
 * @param mergeCpuS CPU seconds of merging all into one segment
 * @param afterFlush searches in all segments
 * @param afterMerge searches in the one
 * @param flushedGraphs graphs of all segments
 * @param mergedGraph graph of the one
 * @param environment where this was measured
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record FlushRecord(
    String format,
    Map<String, Object> parameters,
    String data,
    int n,
    int dim,
    int buffer,
    int k,
    int listSize,
    List<FlushTime> flushes,
    double flushP50Ms,
    double flushMaxMs,
    double cycleP50Ms,
    double cycleMaxMs,
    double indexCpuS,
    double indexWallS,
    double mergeCpuS,
    SearchQuality afterFlush,
    SearchQuality afterMerge,
    GraphHealth flushedGraphs,
    GraphHealth mergedGraph,
    Environment environment)
    implements Measured {}

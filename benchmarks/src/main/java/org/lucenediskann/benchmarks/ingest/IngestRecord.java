package org.lucenediskann.benchmarks.ingest;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.lucenediskann.benchmarks.index.FlushTime;
import org.lucenediskann.benchmarks.index.IngestWindow;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.measure.Measured;
import org.lucenediskann.benchmarks.search.SearchQuality;

/**
 * One ingest run, as written to the JSON file (names in snake case).
 *
 * @param format the spec as given
 * @param parameters every build parameter
 * @param data name of the data set
 * @param n documents
 * @param dim dimensions
 * @param buffer documents in a flush
 * @param indexingThreads threads that added
 * @param offeredDocsPerS how fast documents arrived; 0 for as fast as they were taken
 * @param reopenEveryMs time between reopens
 * @param searchesPerReopen searches between two of them
 * @param ramBufferMb what the writer's RAM buffer was set to
 * @param pendingMerges unfinished merges at which adding waited; 0 for Lucene's default
 * @param compoundFiles whether small segments were packed into one file each
 * @param windows rate per 10,000 documents, with all flushes, merges and reopens meanwhile
 * @param medianWindow of {@code windows}, documents per second
 * @param worstWindow of {@code windows}, documents per second
 * @param medianCycle documents per second over as many windows as all threads' buffers fill
 * @param worstCycle the slowest such stretch
 * @param longestPauseS the longest that a thread was kept from adding a few documents
 * @param addWallS elapsed seconds until all documents were added, flushed and synced
 * @param totalWallS elapsed seconds until all merges were done as well
 * @param totalCpuS CPU seconds of the process until then, without searches and JIT compiler
 * @param addCpuS CPU seconds of the adding threads: documents and the flushes they make
 * @param flushes every flush of the vectors format
 * @param flushP50Ms of {@code flushes}
 * @param flushMaxMs of {@code flushes}
 * @param merges number of merges
 * @param mergeS seconds of all merges, which may overlap
 * @param reopens number of reopens
 * @param reopenP50Ms near-real-time reopen, the flush it causes included; null without any
 * @param reopenP99Ms the same
 * @param searchP50Us searches while documents came in; null without any
 * @param searchP99Us the same
 * @param recallDuring of these searches, among the documents visible to each
 * @param afterFlush all queries when all is flushed, merges may be going on
 * @param afterMerge all queries when all merges are done
 * @param environment where this was measured
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record IngestRecord(
    String format,
    Map<String, Object> parameters,
    String data,
    int n,
    int dim,
    int buffer,
    int indexingThreads,
    int offeredDocsPerS,
    int reopenEveryMs,
    int searchesPerReopen,
    double ramBufferMb,
    int pendingMerges,
    boolean compoundFiles,
    List<IngestWindow> windows,
    double medianWindow,
    double worstWindow,
    double medianCycle,
    double worstCycle,
    double longestPauseS,
    double addWallS,
    double totalWallS,
    double totalCpuS,
    double addCpuS,
    List<FlushTime> flushes,
    double flushP50Ms,
    double flushMaxMs,
    int merges,
    double mergeS,
    int reopens,
    Double reopenP50Ms,
    Double reopenP99Ms,
    Double searchP50Us,
    Double searchP99Us,
    Double recallDuring,
    SearchQuality afterFlush,
    SearchQuality afterMerge,
    Environment environment)
    implements Measured {}

package org.lucenediskann.benchmarks.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.measure.Measured;
import org.lucenediskann.benchmarks.measure.Spread;
import org.lucenediskann.benchmarks.search.SpreadPoint;

/**
 * One peer, as written to the JSON file (names in snake case). CPU seconds are those of the peer's
 * process without its JIT compiler.
 *
 * @param peer as given
 * @param notMeasured why there are no figures; null if there are, and else all that follow but
 *     {@code environment} are missing
 * @param library what it is a part of, with the version
 * @param parameters every build parameter
 * @param data name of the data set
 * @param metric what "near" means
 * @param n vectors
 * @param dim dimensions
 * @param segments parts made before they were merged into one
 * @param order {@code given} or {@code natural}
 * @param threads threads that built
 * @param k of recall@k
 * @param rounds how often the index was made
 * @param repeats counted search passes per list size
 * @param indexCpuS making the parts
 * @param indexWallS elapsed seconds of the same
 * @param mergeCpuS merging them
 * @param mergeWallS elapsed seconds of the same
 * @param totalCpuS both
 * @param heapPeakMb the most that a garbage collection left on the heap in any round; null without
 *     any
 * @param writtenBytes bytes written in the last round, temporary files included; null where the
 *     system does not tell
 * @param indexBytes bytes of the finished index
 * @param residentBytes bytes of it in memory after all searches; null where the system does not
 *     tell
 * @param curve search, one point per list size
 * @param environment of the program that compared; the peer's Lucene may be another
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CompareRecord(
    String peer,
    String notMeasured,
    String library,
    Map<String, Object> parameters,
    String data,
    String metric,
    int n,
    int dim,
    int segments,
    String order,
    int threads,
    int k,
    int rounds,
    int repeats,
    Spread indexCpuS,
    Spread indexWallS,
    Spread mergeCpuS,
    Spread mergeWallS,
    Spread totalCpuS,
    Double heapPeakMb,
    Long writtenBytes,
    Long indexBytes,
    Long residentBytes,
    List<SpreadPoint> curve,
    Environment environment)
    implements Measured {}

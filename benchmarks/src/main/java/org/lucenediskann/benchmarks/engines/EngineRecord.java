package org.lucenediskann.benchmarks.engines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.lucenediskann.benchmarks.measure.Environment;
import org.lucenediskann.benchmarks.measure.Measured;
import org.lucenediskann.benchmarks.search.SpreadPoint;

/**
 * One format in a cluster, as written to the JSON file (names in snake case).
 *
 * @param format {@code NAME:m:ef_construction}
 * @param mapping of the field, as sent
 * @param engine whose cluster it is
 * @param engineVersion of a node
 * @param nodes of the cluster
 * @param heapMb of all nodes together
 * @param data name of the data set
 * @param metric what "near" means
 * @param n documents
 * @param dim dimensions
 * @param shards of the index, without replicas
 * @param clients threads that sent documents
 * @param docsPerRequest documents of a bulk request
 * @param k of recall@k
 * @param rounds how often the index was made
 * @param repeats counted search passes per list size
 * @param docsPerS documents sent, without refresh, per elapsed second
 * @param ingest sending all documents
 * @param refresh writing what is buffered still, and opening it
 * @param merge the force merge to one segment a shard
 * @param total all three
 * @param segmentsBeforeMerge of all shards, in the last round
 * @param segments after it
 * @param indexBytes bytes of the finished index, sources included
 * @param vectorsWritten those that the plugin counted, flushed and merged, in the last round; 0 of
 *     stock formats
 * @param curve search of the finished index, one point per list size
 * @param environment of the client
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record EngineRecord(
    String format,
    JsonNode mapping,
    String engine,
    String engineVersion,
    int nodes,
    long heapMb,
    String data,
    String metric,
    int n,
    int dim,
    int shards,
    int clients,
    int docsPerRequest,
    int k,
    int rounds,
    int repeats,
    double docsPerS,
    PhaseCost ingest,
    PhaseCost refresh,
    PhaseCost merge,
    PhaseCost total,
    int segmentsBeforeMerge,
    int segments,
    long indexBytes,
    long vectorsWritten,
    List<SpreadPoint> curve,
    Environment environment)
    implements Measured {}

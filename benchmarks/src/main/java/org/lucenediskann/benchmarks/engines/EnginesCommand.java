package org.lucenediskann.benchmarks.engines;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.lucenediskann.benchmarks.cli.DataOptions;
import org.lucenediskann.benchmarks.cli.IntList;
import org.lucenediskann.benchmarks.cli.RunOptions;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code benchmarks/run engines}: a bulk load over HTTP, this format and an engine's own. */
@Command(
    name = "engines",
    description = {
      "Loads, merges and searches the same vectors over HTTP in one cluster, with this format and",
      "with the engine's own, in turns."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
public final class EnginesCommand implements Callable<Integer> {
  private static final int MOST_CANDIDATES = 10_000; // of both engines

  @Option(
      names = "--engine",
      defaultValue = "elasticsearch",
      converter = Engine.Converter.class,
      description = "elasticsearch or opensearch")
  private Engine engine;

  @Option(
      names = "--url",
      description = {
        "of a cluster that has the plugin, such as http://localhost:9200; without it, a node of",
        "Elasticsearch's distribution is started. A header Authorization is taken from the",
        "environment, DISKANN_AUTHORIZATION"
      })
  private URI url;

  @Option(names = "--heap", defaultValue = "2g", description = "of the node that is started")
  private String heap;

  @Option(
      names = "--formats",
      defaultValue = "diskann,hnsw",
      converter = Formats.Converter.class,
      description = {
        "NAME[:m:ef_construction],...; diskann, hnsw, and of Elasticsearch int8_hnsw, int4_hnsw,",
        "bbq_hnsw, of OpenSearch (opensearch-knn) faiss_hnsw, lucene_hnsw"
      })
  private Formats formats;

  @Mixin private RunOptions run;
  @Mixin private DataOptions data;

  @Option(names = "--shards", defaultValue = "1", description = "of each index")
  private int shards;

  @Option(names = "--clients", defaultValue = "2", description = "threads that send documents")
  private int clients;

  @Option(names = "--docs-per-request", defaultValue = "500", description = "of a bulk request")
  private int docsPerRequest;

  @Option(
      names = "--list-sizes",
      defaultValue = "10,20,40,80,160,320",
      converter = IntList.Converter.class,
      description = "num_candidates or ef_search")
  private IntList listSizes;

  @Option(names = "--rounds", defaultValue = "3", description = "builds of every index")
  private int rounds;

  @Option(names = "--repeat", defaultValue = "3", description = "search passes")
  private int repeat;

  @Option(names = "--queries", defaultValue = "1000", description = "queries, of --data at most")
  private int queries;

  /** The value of {@code --formats}. */
  private record Formats(List<EngineFormat> values) {
    /** Reads the option. */
    static final class Converter implements ITypeConverter<Formats> {
      @Override
      public Formats convert(String value) {
        try {
          return new Formats(EngineFormat.parseList(value));
        } catch (IllegalArgumentException e) {
          throw new TypeConversionException(e.getMessage());
        }
      }
    }
  }

  @Override
  public Integer call() throws IOException {
    check();
    DataSet set = data.open().withQueries(queries);
    List<EngineRecord> records = url == null ? runOnOwnNode(set) : run(url, set);
    run.show("engines", new EngineReport(records));
    return 0;
  }

  private void check() {
    run.check();
    if (IntStream.of(shards, clients, docsPerRequest, rounds, repeat, queries).min().getAsInt()
        < 1) {
      throw new DataException(
          "--shards, --clients, --docs-per-request, --rounds, --repeat and --queries must be at"
              + " least 1");
    }
    if (sizes().length == 0) {
      throw new DataException("--list-sizes must hold a size from k=" + run.k() + " to 10000");
    }
    for (EngineFormat format : formats.values()) {
      if (!engine.formats().contains(format.name())) {
        throw new DataException(engine.label() + " has no format '" + format.name() + "'");
      }
    }
    if (url != null && (url.getHost() == null || !url.toString().matches("https?:.*"))) {
      throw new DataException("--url is like http://localhost:9200, not '" + url + "'");
    }
    if (url == null && engine instanceof OpenSearch) {
      throw new DataException(
          "--engine opensearch needs the --url of a cluster: its distribution is not to be had from"
              + " Maven Central");
    }
  }

  private int[] sizes() {
    return Arrays.stream(listSizes.values())
        .filter(size -> size >= run.k() && size <= MOST_CANDIDATES)
        .sorted()
        .toArray();
  }

  private List<EngineRecord> runOnOwnNode(DataSet set) throws IOException {
    try (ElasticsearchNode node = ElasticsearchNode.start(heap)) {
      return run(node.url(), set);
    }
  }

  private List<EngineRecord> run(URI address, DataSet set) {
    EngineSettings settings =
        new EngineSettings(
            formats.values(),
            data.bytes(),
            shards,
            clients,
            docsPerRequest,
            run.k(),
            sizes(),
            rounds,
            repeat,
            run.warmUp());
    try (Http http = new Http(address)) {
      return new EngineRun(engine, new Cluster(http), set, settings).run();
    }
  }
}

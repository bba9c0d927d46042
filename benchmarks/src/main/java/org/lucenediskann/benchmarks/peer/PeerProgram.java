package org.lucenediskann.benchmarks.peer;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.lucene.util.IOUtils;
import org.lucenediskann.benchmarks.cli.DataOptions;
import org.lucenediskann.benchmarks.cli.RowOrder;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.measure.HeapPeak;
import org.lucenediskann.benchmarks.measure.JitCompiler;
import org.lucenediskann.benchmarks.measure.Latencies;
import org.lucenediskann.benchmarks.measure.ProcessFigures;
import org.lucenediskann.benchmarks.measure.Stopwatch;
import org.lucenediskann.benchmarks.search.Hits;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * One peer in a process of its own. It reads a {@link Request} per line of standard input and
 * answers each with a {@link Reply} in a line of standard output, until there are no more.
 */
@Command(name = "peer")
public final class PeerProgram implements Callable<Integer> {
  private static final long WARM_UP_NS = 2_000_000_000L;

  private final InputStream requests;
  private final PrintStream replies;
  private final ObjectMapper json = new ObjectMapper();

  @Mixin private DataOptions data;

  @Option(names = "--peer", required = true)
  private String spec;

  @Option(names = "--dir", required = true)
  private Path dir;

  @Option(names = "--order", required = true, converter = RowOrder.Converter.class)
  private RowOrder order;

  @Option(names = "--segments", required = true)
  private int segments;

  @Option(names = "--threads", required = true)
  private int threads;

  @Option(names = "--queries", required = true)
  private int queryCount;

  @Option(names = "--k", required = true)
  private int k;

  @Option(names = "--warm-up", required = true)
  private int warmUp;

  private Peer peer;
  private int[] rows;
  private float[][] queries;
  private Peer.Searcher searcher; // null before the first search of an index

  PeerProgram(InputStream requests, PrintStream replies) {
    this.requests = requests;
    this.replies = replies;
  }

  /** Runs; exits with 0 at the end of the requests, with 1 when one of them failed. */
  public static void main(String[] args) {
    PrintStream replies = System.out;
    System.setOut(System.err); // libraries may print
    System.exit(new CommandLine(new PeerProgram(System.in, replies)).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    DataSet set = PeerFactory.prepare(spec, data.open().withQueries(queryCount));
    peer = PeerFactory.create(spec, set, segments, threads);
    rows = order.rows(set);
    queries = new float[set.queries().size()][];
    Arrays.setAll(queries, set.queries()::row);
    warmUp();
    reply(new Reply.Ready(peer.library(), peer.parameters()));
    var lines = new BufferedReader(new InputStreamReader(requests, StandardCharsets.UTF_8));
    for (String line; (line = lines.readLine()) != null; ) {
      Request request = json.readValue(line, Request.class);
      reply(
          switch (request.step()) {
            case BUILD -> build();
            case SEARCH -> search(request.listSize());
          });
    }
    closeIndex();
    return 0;
  }

  private void reply(Reply reply) throws IOException {
    replies.println(json.writeValueAsString(reply));
    replies.flush();
  }

  /** Builds from a part of the rows for a while, for the JIT to compile what will be measured. */
  private void warmUp() throws IOException {
    int[] some = Arrays.copyOf(rows, Math.min(warmUp, rows.length));
    long endNs = System.nanoTime() + WARM_UP_NS;
    while (some.length > 0 && System.nanoTime() < endNs) {
      peer.build(some, emptyFolder());
    }
  }

  private Path emptyFolder() throws IOException {
    IOUtils.rm(dir);
    return Files.createDirectories(dir);
  }

  private Reply.Built build() throws IOException {
    closeIndex();
    Path empty = emptyFolder();
    settle();
    Long before = ProcessFigures.writtenBytes();
    try (HeapPeak heap = HeapPeak.watch()) {
      Peer.Built built = peer.build(rows, empty);
      return new Reply.Built(
          built.index().cpuSeconds(),
          built.index().wallSeconds(),
          built.merge().cpuSeconds(),
          built.merge().wallSeconds(),
          heap.megabytes(),
          before == null ? null : Long.valueOf(ProcessFigures.writtenBytes() - before),
          bytesOfFiles());
    }
  }

  private void settle() {
    if (warmUp > 0) {
      System.gc();
      JitCompiler.awaitIdle();
    }
  }

  private long bytesOfFiles() throws IOException {
    try (Stream<Path> files = Files.walk(dir)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private Reply.Found search(int listSize) throws IOException {
    if (searcher == null) {
      searcher = peer.open(dir);
    }
    int[][] found = new int[queries.length][];
    long[] timesNs = new long[queries.length];
    long visited = 0;
    Stopwatch stopwatch = new Stopwatch();
    for (int q = 0; q < queries.length; q++) {
      long from = System.nanoTime();
      Hits hits = searcher.search(queries[q], k, listSize);
      timesNs[q] = System.nanoTime() - from;
      found[q] = hits.rows();
      visited += hits.visited();
    }
    double cpuSeconds = stopwatch.elapsed().cpuSeconds();
    Latencies latencies = new Latencies(timesNs);
    return new Reply.Found(
        found,
        (double) visited / queries.length,
        cpuSeconds / queries.length * 1e6,
        latencies.percentileUs(.5),
        latencies.percentileUs(.99),
        latencies.perSecond(),
        residentBytes());
  }

  private Long residentBytes() throws IOException {
    Map<String, Long> byExtension = ProcessFigures.residentBytes(dir);
    return byExtension == null
        ? null
        : Long.valueOf(byExtension.values().stream().mapToLong(Long::longValue).sum());
  }

  private void closeIndex() throws IOException {
    IOUtils.close(searcher);
    searcher = null;
  }
}

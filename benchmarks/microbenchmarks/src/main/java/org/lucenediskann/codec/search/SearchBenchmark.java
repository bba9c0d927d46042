package org.lucenediskann.codec.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.hnsw.FlatVectorsScorer;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.lucenediskann.benchmarks.data.ClusteredVectors;
import org.lucenediskann.codec.build.BatchBuilder;
import org.lucenediskann.codec.build.BuildContext;
import org.lucenediskann.codec.build.BuildParameters;
import org.lucenediskann.codec.graph.Graph;
import org.lucenediskann.codec.graph.NeighborLists;
import org.lucenediskann.microbenchmarks.MadeUpRows;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Searches, and a single step of one. */
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@OutputTimeUnit(TimeUnit.SECONDS)
public class SearchBenchmark {
  private static final int ROWS = 20_000;
  private static final int DIMENSION = 128;
  private static final int QUERIES = 256;
  private static final int LIST_SIZE = 40;
  private static final BuildParameters PARAMETERS =
      new BuildParameters(32, 64, 1.2f, 12, 512, 5, 42);

  /** Vectors scored. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Visited {
    /** So far; read by the harness. */
    public long visited;
  }

  /** A graph of made-up vectors on the heap, as a build with the defaults leaves it. */
  @State(Scope.Thread)
  public static class BuiltGraph {
    private final List<float[]> vectors = new ArrayList<>();
    private ClusteredVectors queries;
    private Graph graph;
    private int query;

    /** Builds it. */
    @Setup
    public void setUp() throws IOException {
      MadeUpRows rows = MadeUpRows.of(ROWS, DIMENSION);
      for (int i = 0; i < ROWS; i++) {
        vectors.add(rows.vectors().row(i));
      }
      queries = rows.vectors().more(QUERIES);
      graph = BatchBuilder.build(rows, PARAMETERS, BuildContext.SERIAL);
    }

    private RandomVectorScorer nextScorer() throws IOException {
      query = (query + 1) % QUERIES;
      FlatVectorsScorer scorer = FlatVectorScorerUtil.getLucene99FlatVectorsScorer();
      return scorer.getRandomVectorScorer(
          VectorSimilarityFunction.EUCLIDEAN,
          FloatVectorValues.fromFloats(vectors, DIMENSION),
          queries.row(query));
    }
  }

  /** One search, with all that it sets up. */
  @Benchmark
  public TopKnnCollector search(BuiltGraph built, Visited visited) throws IOException {
    TopKnnCollector collector = new TopKnnCollector(LIST_SIZE, Integer.MAX_VALUE);
    new ListSearch(built.nextScorer(), built.graph, collector, null).run();
    visited.visited += collector.visitedCount();
    return collector;
  }

  /** A graph in which each node leads to the next one, and each scores better than the last. */
  @State(Scope.Thread)
  public static class Chain implements RandomVectorScorer {
    private final NeighborLists graph = new NeighborLists(ROWS, 1);

    /** Links the nodes. */
    @Setup
    public void setUp() {
      for (int node = 0; node < ROWS - 1; node++) {
        graph.set(node, new int[] {node + 1}, 1);
      }
      graph.setEntryPoints(0);
    }

    @Override
    public float score(int node) {
      return node;
    }

    @Override
    public int maxOrd() {
      return ROWS;
    }
  }

  /**
   * One step: take the best candidate, look its neighbors up, score what is new, offer it. What a
   * search sets up is spread over 20,000 of them, so that {@code -prof gc} shows what a step
   * allocates: nothing.
   */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public TopKnnCollector step(Chain chain) throws IOException {
    TopKnnCollector collector = new TopKnnCollector(LIST_SIZE, Integer.MAX_VALUE);
    new ListSearch(chain, chain.graph, collector, null).run();
    return collector;
  }
}

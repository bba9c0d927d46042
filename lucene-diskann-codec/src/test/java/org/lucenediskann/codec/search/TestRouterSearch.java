package org.lucenediskann.codec.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.hnsw.DefaultFlatVectorScorer;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.lucenediskann.codec.build.BatchBuilder;
import org.lucenediskann.codec.build.BuildContext;
import org.lucenediskann.codec.build.BuildParameters;
import org.lucenediskann.codec.build.RouterBuilder;
import org.lucenediskann.codec.graph.NeighborLists;
import org.lucenediskann.codec.graph.Router;
import org.lucenediskann.codec.graph.VectorRows;

/**
 * Clusters so far apart, and so much larger than a search list, that no walk finds from one to
 * another. Data and seeds are fixed.
 */
public class TestRouterSearch extends LuceneTestCase {

  private static final int CLUSTERS = 100;
  private static final int SIZE = 40_000;
  private static final int DIMENSION = 48;
  private static final int QUERIES = 100;
  private static final int K = 10;

  private final Random random = new Random(29);
  private final float[][] centers = gaussians(CLUSTERS, 1);
  private final float[][] vectors = clustered(SIZE);
  private final float[][] queries = clustered(QUERIES);

  private float[][] gaussians(int count, float deviation) {
    float[][] rows = new float[count][DIMENSION];
    for (float[] row : rows) {
      for (int i = 0; i < DIMENSION; i++) {
        row[i] = deviation * (float) random.nextGaussian();
      }
    }
    return rows;
  }

  private float[][] clustered(int count) {
    float[][] rows = gaussians(count, .1f);
    for (float[] row : rows) {
      float[] center = centers[random.nextInt(CLUSTERS)];
      for (int i = 0; i < DIMENSION; i++) {
        row[i] += center[i];
      }
    }
    return rows;
  }

  private record Rows(float[][] vectors) implements VectorRows {
    @Override
    public int size() {
      return vectors.length;
    }

    @Override
    public int dimension() {
      return DIMENSION;
    }

    @Override
    public void read(int ord, float[] dest, int offset) {
      System.arraycopy(vectors[ord], 0, dest, offset, DIMENSION);
    }

    @Override
    public VectorRows copy() {
      return this;
    }
  }

  private NeighborLists graph() throws IOException {
    BuildParameters parameters = new BuildParameters(32, 64, 1.2f, 12, 512, 5, 42);
    return BatchBuilder.build(new Rows(vectors), parameters, BuildContext.SERIAL);
  }

  private RandomVectorScorer scorer(float[] query) throws IOException {
    return DefaultFlatVectorScorer.INSTANCE.getRandomVectorScorer(
        VectorSimilarityFunction.EUCLIDEAN,
        FloatVectorValues.fromFloats(Arrays.asList(vectors), DIMENSION),
        query);
  }

  private void search(float[] query, NeighborLists graph, TopKnnCollector collector)
      throws IOException {
    GraphSearch.search(
        new QueryScorers(() -> scorer(query), null),
        () -> graph,
        new SearchEffort(0, 1, true),
        collector,
        AcceptDocs.fromLiveDocs(null, SIZE));
  }

  private double recall(NeighborLists graph, int listSize) throws IOException {
    int found = 0;
    for (float[] query : queries) {
      TopKnnCollector collector = new TopKnnCollector(listSize, Integer.MAX_VALUE);
      search(query, graph, collector);
      Set<Integer> nearest = new HashSet<>(nearest(scorer(query)));
      var hits = collector.topDocs().scoreDocs;
      for (int i = 0; i < K; i++) {
        found += nearest.contains(hits[i].doc) ? 1 : 0;
      }
    }
    return found / (double) (QUERIES * K);
  }

  private static List<Integer> nearest(RandomVectorScorer scorer) throws IOException {
    float[] scores = new float[SIZE];
    for (int ord = 0; ord < SIZE; ord++) {
      scores[ord] = scorer.score(ord);
    }
    return IntStream.range(0, SIZE)
        .boxed()
        .sorted((a, b) -> Float.compare(scores[b], scores[a]))
        .limit(K)
        .toList();
  }

  public void testFindsTheRightCluster() throws IOException {
    NeighborLists graph = graph();
    double without = recall(graph, 20);
    graph.setRouter(RouterBuilder.build(new Rows(vectors), 42, BuildContext.SERIAL));
    double with = recall(graph, 20);
    assertTrue("recall " + without + " without a router", without < .7);
    assertTrue("recall " + with + " with a router", with > .85);
  }

  public void testRespectsTheVisitLimit() throws IOException {
    NeighborLists graph = graph();
    graph.setRouter(RouterBuilder.build(new Rows(vectors), 42, BuildContext.SERIAL));
    for (int limit : new int[] {1, 3, 20, 100}) {
      TopKnnCollector collector = new TopKnnCollector(K, limit);
      search(queries[0], graph, collector);
      assertEquals(limit, collector.visitedCount());
    }
  }

  /** A router may lead into a dead end; the graph's entry points lead out. */
  public void testDeadEnd() throws IOException {
    NeighborLists graph = graph();
    int dead = nearest(scorer(centers[0])).get(0);
    graph.set(dead, new int[0], 0);
    NeighborLists level = new NeighborLists(1, 1);
    level.setEntryPoints(0);
    graph.setRouter(new Router(List.of(new Router.Level(new int[] {dead}, level)), 0));
    TopKnnCollector collector = new TopKnnCollector(K, Integer.MAX_VALUE);
    search(centers[0], graph, collector);
    assertEquals(K, collector.topDocs().scoreDocs.length);
  }
}

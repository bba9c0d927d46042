package org.lucenediskann.benchmarks.peer;

import io.github.jbellis.jvector.disk.ReaderSupplier;
import io.github.jbellis.jvector.disk.ReaderSupplierFactory;
import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.ListRandomAccessVectorValues;
import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.graph.SearchResult;
import io.github.jbellis.jvector.graph.disk.OnDiskGraphIndex;
import io.github.jbellis.jvector.graph.disk.OnDiskGraphIndexCompactor;
import io.github.jbellis.jvector.graph.disk.OnDiskGraphIndexWriter;
import io.github.jbellis.jvector.graph.disk.OrdinalMapper;
import io.github.jbellis.jvector.graph.disk.feature.Feature;
import io.github.jbellis.jvector.graph.disk.feature.FeatureId;
import io.github.jbellis.jvector.graph.disk.feature.InlineVectors;
import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.util.Bits;
import io.github.jbellis.jvector.util.FixedBitSet;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntFunction;
import org.lucenediskann.benchmarks.data.DataException;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.data.Metric;
import org.lucenediskann.benchmarks.index.IndexPlan;
import org.lucenediskann.benchmarks.measure.Cost;
import org.lucenediskann.benchmarks.measure.Stopwatch;
import org.lucenediskann.benchmarks.search.Hits;

/**
 * JVector without Lucene: its builder makes graphs of the parts, its compactor one of them. Vectors
 * are kept whole beside their edges.
 */
final class JVectorPeer implements Peer {
  private static final float NEIGHBOR_OVERFLOW = 1.2f;
  private static final float ALPHA = 1.2f;
  private static final String INDEX = "index";

  private final DataSet data;
  private final int maxDegree;
  private final int beamWidth;
  private final int segments;
  private final int threads;
  private final VectorSimilarityFunction similarity;
  private final VectorizationProvider provider = VectorizationProvider.getInstance();
  private final VectorTypeSupport types = provider.getVectorTypeSupport();
  private int[] rowOfOrdinal = new int[0]; // in the index that was built last

  JVectorPeer(DataSet data, int maxDegree, int beamWidth, int segments, int threads) {
    this.data = data;
    this.maxDegree = maxDegree;
    this.beamWidth = beamWidth;
    this.segments = segments;
    this.threads = threads;
    this.similarity = similarity(data.metric());
  }

  private static VectorSimilarityFunction similarity(Metric metric) {
    return switch (metric) {
      case EUCLIDEAN -> VectorSimilarityFunction.EUCLIDEAN;
      case DOT -> VectorSimilarityFunction.DOT_PRODUCT;
      case COSINE -> VectorSimilarityFunction.COSINE;
      case MIP -> throw new DataException("JVector has no maximum inner product");
    };
  }

  @Override
  public String library() {
    return Library.of(GraphSearcher.class);
  }

  @Override
  public Map<String, Object> parameters() {
    return Map.of(
        "maxDegree", maxDegree,
        "beamWidth", beamWidth,
        "neighborOverflow", NEIGHBOR_OVERFLOW,
        "alpha", ALPHA,
        "hierarchy", true,
        "provider", provider.getClass().getSimpleName());
  }

  @Override
  public Built build(int[] rows, Path dir) throws IOException {
    int perPart = IndexPlan.docsPerFlush(rows.length, segments);
    List<Path> parts = new ArrayList<>();
    List<int[]> rowsOfParts = new ArrayList<>();
    try (ForkJoinPool pool = new ForkJoinPool(threads)) {
      Stopwatch index = new Stopwatch();
      for (int from = 0; from < rows.length; from += perPart) {
        int[] some = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + perPart));
        parts.add(dir.resolve(rows.length <= perPart ? INDEX : "part-" + parts.size()));
        rowsOfParts.add(some);
        buildPart(some, parts.getLast(), pool);
      }
      Cost cost = index.elapsed();
      rowOfOrdinal = rowsOfParts.getFirst();
      return new Built(
          cost, parts.size() == 1 ? Cost.NONE : compact(parts, rowsOfParts, dir, pool));
    }
  }

  private void buildPart(int[] rows, Path file, ForkJoinPool pool) throws IOException {
    List<VectorFloat<?>> vectors = new ArrayList<>();
    for (int row : rows) {
      vectors.add(types.createFloatVector(data.base().row(row)));
    }
    int dimension = data.base().dimension();
    RandomAccessVectorValues values = new ListRandomAccessVectorValues(vectors, dimension);
    BuildScoreProvider scores = BuildScoreProvider.randomAccessScoreProvider(values, similarity);
    try (GraphIndexBuilder builder =
            new GraphIndexBuilder(
                scores,
                dimension,
                maxDegree,
                beamWidth,
                NEIGHBOR_OVERFLOW,
                ALPHA,
                true,
                true,
                pool,
                pool);
        ImmutableGraphIndex graph = builder.build(values);
        var writer =
            new OnDiskGraphIndexWriter.Builder(graph, file)
                .with(new InlineVectors(dimension))
                .build()) {
      Map<FeatureId, IntFunction<Feature.State>> features = new EnumMap<>(FeatureId.class);
      features.put(
          FeatureId.INLINE_VECTORS, node -> new InlineVectors.State(values.getVector(node)));
      writer.write(features);
    }
  }

  private Cost compact(List<Path> parts, List<int[]> rowsOfParts, Path dir, ForkJoinPool pool)
      throws IOException {
    Stopwatch merge = new Stopwatch();
    List<ReaderSupplier> suppliers = new ArrayList<>();
    List<OnDiskGraphIndex> graphs = new ArrayList<>();
    List<FixedBitSet> live = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      suppliers.add(ReaderSupplierFactory.open(parts.get(i)));
      graphs.add(OnDiskGraphIndex.load(suppliers.get(i)));
      FixedBitSet all = new FixedBitSet(rowsOfParts.get(i).length);
      all.set(0, rowsOfParts.get(i).length);
      live.add(all);
    }
    OnDiskGraphIndexCompactor compactor =
        new OnDiskGraphIndexCompactor(graphs, live, similarity, pool);
    compactor.compact(dir.resolve(INDEX));
    Cost cost = merge.elapsed();
    rowOfOrdinal = mergedRows(compactor.ordinalMappers(), rowsOfParts);
    for (int i = 0; i < parts.size(); i++) {
      suppliers.get(i).close();
      Files.delete(parts.get(i));
    }
    return cost;
  }

  private static int[] mergedRows(List<OrdinalMapper> mappers, List<int[]> rowsOfParts) {
    int[] merged = new int[rowsOfParts.stream().mapToInt(rows -> rows.length).sum()];
    for (int part = 0; part < rowsOfParts.size(); part++) {
      int[] rows = rowsOfParts.get(part);
      for (int old = 0; old < rows.length; old++) {
        merged[mappers.get(part).oldToNew(old)] = rows[old];
      }
    }
    return merged;
  }

  @Override
  public Searcher open(Path dir) throws IOException {
    ReaderSupplier supplier = ReaderSupplierFactory.open(dir.resolve(INDEX));
    return new GraphWalk(supplier, new GraphSearcher(OnDiskGraphIndex.load(supplier)));
  }

  private final class GraphWalk implements Searcher {
    private final ReaderSupplier supplier;
    private final GraphSearcher searcher;
    private final ImmutableGraphIndex.ScoringView view;

    GraphWalk(ReaderSupplier supplier, GraphSearcher searcher) {
      this.supplier = supplier;
      this.searcher = searcher;
      this.view = (ImmutableGraphIndex.ScoringView) searcher.getView();
    }

    @Override
    public Hits search(float[] query, int k, int listSize) {
      var scores = view.rerankerFor(types.createFloatVector(query), similarity);
      SearchResult found =
          searcher.search(new DefaultSearchScoreProvider(scores), k, listSize, 0, 0, Bits.ALL);
      int[] rows = new int[found.getNodes().length];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = rowOfOrdinal[found.getNodes()[i].node];
      }
      return new Hits(rows, found.getVisitedCount());
    }

    @Override
    public void close() throws IOException {
      searcher.close();
      supplier.close();
    }
  }
}

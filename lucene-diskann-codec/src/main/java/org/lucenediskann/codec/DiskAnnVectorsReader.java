package org.lucenediskann.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.FlatVectorsFormat;
import org.apache.lucene.codecs.hnsw.FlatVectorsReader;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.IOSupplier;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.lucenediskann.codec.events.EventInProgress;
import org.lucenediskann.codec.events.Events;
import org.lucenediskann.codec.events.SearchFigures;
import org.lucenediskann.codec.graph.Graph;
import org.lucenediskann.codec.search.Answer;
import org.lucenediskann.codec.search.GraphSearch;
import org.lucenediskann.codec.search.QueryScorers;
import org.lucenediskann.codec.search.SearchEffort;
import org.lucenediskann.codec.store.FieldEntry;
import org.lucenediskann.codec.store.GraphReader;

/** Reads one segment: the vectors through Lucene's flat format, the graphs through the store. */
final class DiskAnnVectorsReader extends KnnVectorsReader {

  static final String GRAPH_KEY = "graph";

  private final String segment; // its name
  private final int maxDoc;
  private final FlatVectorsReader vectors;
  private final SegmentCodes codes; // null = no field has codes
  private final GraphReader graphs;

  DiskAnnVectorsReader(SegmentReadState state, FlatVectorsFormat flatFormat) throws IOException {
    segment = state.segmentInfo.name;
    maxDoc = state.segmentInfo.maxDoc();
    graphs = new GraphReader(state);
    FlatVectorsReader opened = null;
    try {
      opened = VectorFiles.open(state, flatFormat, graphs.entries());
      codes = SegmentCodes.open(state, opened, graphs.entries());
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, opened, graphs);
      throw t;
    }
    vectors = opened;
  }

  @Override
  public FloatVectorValues getFloatVectorValues(String field) throws IOException {
    return vectors.getFloatVectorValues(field);
  }

  @Override
  public ByteVectorValues getByteVectorValues(String field) throws IOException {
    return vectors.getByteVectorValues(field);
  }

  @Override
  public void search(String field, float[] target, KnnCollector collector, AcceptDocs acceptDocs)
      throws IOException {
    FieldEntry entry = entry(field, VectorEncoding.FLOAT32);
    if (entry.size() > 0 && collector.k() > 0) {
      QueryCheck.check(entry, target);
      IOSupplier<RandomVectorScorer> coded =
          entry.hasCodes() ? () -> codes.scorer(field, entry.similarity(), target) : null;
      QueryScorers scorers =
          new QueryScorers(() -> vectors.getRandomVectorScorer(field, target), coded);
      search(field, entry, scorers, collector, acceptDocs);
    }
  }

  /** There are no codes of byte vectors. */
  @Override
  public void search(String field, byte[] target, KnnCollector collector, AcceptDocs acceptDocs)
      throws IOException {
    FieldEntry entry = entry(field, VectorEncoding.BYTE);
    if (entry.size() > 0 && collector.k() > 0) {
      QueryCheck.check(entry, target);
      QueryScorers scorers =
          new QueryScorers(() -> vectors.getRandomVectorScorer(field, target), null);
      search(field, entry, scorers, collector, acceptDocs);
    }
  }

  private void search(
      String field,
      FieldEntry entry,
      QueryScorers scorers,
      KnnCollector collector,
      AcceptDocs acceptDocs)
      throws IOException {
    EventInProgress<SearchFigures> event = Events.search();
    long visitedBefore = collector.visitedCount();
    SearchEffort effort =
        DiskAnnSearchStrategy.of(collector.getSearchStrategy()).effort(entry.oversample());
    Answer answer = answer(scorers, entry, effort, collector, acceptDocs);
    if (event != null) {
      event.report(
          new SearchFigures(
              segment,
              field,
              entry.size(),
              collector.k(),
              answer.listSize(),
              Math.min(acceptDocs.cost(), entry.size()),
              collector.visitedCount() - visitedBefore,
              answer.reranked(),
              answer.plan().name().toLowerCase(Locale.ROOT),
              collector.earlyTerminated()));
    }
  }

  private Answer answer(
      QueryScorers scorers,
      FieldEntry entry,
      SearchEffort effort,
      KnnCollector collector,
      AcceptDocs acceptDocs)
      throws IOException {
    KnnCollector checked = new SegmentCollector(collector, segment, maxDoc);
    IOSupplier<Graph> graph = entry.hasGraph() ? () -> graphs.openGraph(entry) : null;
    try {
      return GraphSearch.search(scorers, graph, effort, checked, acceptDocs);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private FieldEntry entry(String field, VectorEncoding encoding) {
    FieldEntry entry = entry(field);
    if (entry.encoding() != encoding) {
      throw new IllegalArgumentException(
          "field=\"" + field + "\" holds " + entry.encoding() + " vectors, not " + encoding);
    }
    return entry;
  }

  private FieldEntry entry(String field) {
    FieldEntry entry = graphs.entry(field);
    if (entry == null) {
      throw new IllegalArgumentException("field=\"" + field + "\" has no vectors in this segment");
    }
    return entry;
  }

  /** A view of a field's graph for one thread, or null if it has none. */
  Graph graph(String field) throws IOException {
    return graph(entry(field));
  }

  /** Whether there is a graph over vectors like those of a field, of this degree and alpha. */
  boolean hasGraph(FieldInfo field, int maxDegree, float alpha) {
    FieldEntry entry = graphs.entry(field.name);
    return entry != null
        && entry.hasGraph()
        && entry.encoding() == field.getVectorEncoding()
        && entry.similarity() == field.getVectorSimilarityFunction()
        && entry.dimension() == field.getVectorDimension()
        && entry.maxDegree() == maxDegree
        && entry.alpha() == alpha;
  }

  /** How much of a field's graph is not as it was built, see {@link FieldEntry#renewed}. */
  double renewed(String field) {
    return entry(field).renewed();
  }

  private Graph graph(FieldEntry entry) throws IOException {
    return entry.hasGraph() ? graphs.openGraph(entry) : null;
  }

  /** What reads a field's raw vectors together with its codes; this if it has none. */
  KnnVectorsReader withCodes(String field) {
    return entry(field).hasCodes() ? codes.withRaw() : this;
  }

  /** The raw vectors, and the codes where there are some. */
  private KnnVectorsReader vectorFiles() {
    return codes == null ? vectors : codes.withRaw();
  }

  /**
   * This reader itself. The flat reader's merge instance would change how the operating system
   * reads ahead for searches that go on meanwhile.
   */
  @Override
  public KnnVectorsReader getMergeInstance() {
    return this;
  }

  @Override
  public void checkIntegrity() throws IOException {
    vectorFiles().checkIntegrity();
    graphs.checkIntegrity();
  }

  /**
   * Bytes under {@code vec} for the vectors, {@code veq} for their codes and under {@value
   * #GRAPH_KEY} for the graph and its router. The graph file's extension is not the key: Lucene
   * takes that as the mark of an HNSW graph.
   */
  @Override
  public Map<String, Long> getOffHeapByteSize(FieldInfo field) {
    FieldEntry entry = entry(field.name);
    Map<String, Long> flat = vectorFiles().getOffHeapByteSize(field);
    return entry.hasGraph()
        ? mergeOffHeapByteSizeMaps(flat, Map.of(GRAPH_KEY, entry.searchedBytes()))
        : flat;
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(vectors, codes, graphs);
  }
}

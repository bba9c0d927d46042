package org.lucenediskann.codec;

import java.io.IOException;
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
import org.lucenediskann.codec.search.FilterPlan;
import org.lucenediskann.codec.search.GraphSearch;
import org.lucenediskann.codec.store.FieldEntry;
import org.lucenediskann.codec.store.GraphReader;

/** Reads one segment: the vectors through Lucene's flat format, the graphs through the store. */
final class DiskAnnVectorsReader extends KnnVectorsReader {

  static final String GRAPH_KEY = "graph";

  private final String segment; // its name, for events
  private final FlatVectorsReader vectors;
  private final GraphReader graphs;

  DiskAnnVectorsReader(SegmentReadState state, FlatVectorsFormat flatFormat) throws IOException {
    segment = state.segmentInfo.name;
    graphs = new GraphReader(state);
    try {
      vectors = flatFormat.fieldsReader(state);
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, graphs);
      throw t;
    }
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
      search(
          field, entry, () -> vectors.getRandomVectorScorer(field, target), collector, acceptDocs);
    }
  }

  @Override
  public void search(String field, byte[] target, KnnCollector collector, AcceptDocs acceptDocs)
      throws IOException {
    FieldEntry entry = entry(field, VectorEncoding.BYTE);
    if (entry.size() > 0 && collector.k() > 0) {
      search(
          field, entry, () -> vectors.getRandomVectorScorer(field, target), collector, acceptDocs);
    }
  }

  private void search(
      String field,
      FieldEntry entry,
      IOSupplier<RandomVectorScorer> scorer,
      KnnCollector collector,
      AcceptDocs acceptDocs)
      throws IOException {
    EventInProgress<SearchFigures> event = Events.search();
    long visitedBefore = collector.visitedCount();
    FilterPlan plan = GraphSearch.search(scorer.get(), graph(entry), collector, acceptDocs);
    if (event != null) {
      event.report(
          new SearchFigures(
              segment,
              field,
              entry.size(),
              collector.k(),
              plan == FilterPlan.GRAPH ? collector.k() : 0,
              Math.min(acceptDocs.cost(), entry.size()),
              collector.visitedCount() - visitedBefore,
              plan.name().toLowerCase(Locale.ROOT),
              collector.earlyTerminated()));
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

  /** How much of a field's graph is not as it was built, see {@link GraphHistory}. */
  double renewed(String field) {
    return GraphHistory.renewed(entry(field).parameters());
  }

  private Graph graph(FieldEntry entry) throws IOException {
    return entry.hasGraph() ? graphs.openGraph(entry) : null;
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
    vectors.checkIntegrity();
    graphs.checkIntegrity();
  }

  /**
   * Bytes under {@code vec} for the vectors and under {@value #GRAPH_KEY} for the graph. The graph
   * file's extension is not the key: Lucene takes that as the mark of an HNSW graph.
   */
  @Override
  public Map<String, Long> getOffHeapByteSize(FieldInfo field) {
    FieldEntry entry = entry(field.name);
    Map<String, Long> flat = vectors.getOffHeapByteSize(field);
    return entry.hasGraph()
        ? mergeOffHeapByteSizeMaps(flat, Map.of(GRAPH_KEY, entry.graphLengthBytes()))
        : flat;
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(vectors, graphs);
  }
}

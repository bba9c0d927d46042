package org.lucenediskann.codec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.codecs.KnnFieldVectorsWriter;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatFieldVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorsFormat;
import org.apache.lucene.codecs.hnsw.FlatVectorsWriter;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.Sorter;
import org.apache.lucene.util.IORunnable;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.RamUsageEstimator;
import org.lucenediskann.codec.graph.VectorRows;
import org.lucenediskann.codec.store.GraphWriter;

/**
 * Writes one segment: the vectors through Lucene's flat format, then a graph for each field from
 * all of its vectors at once.
 *
 * <p>A flush takes the vectors from its buffers; a merge from the segment's own flat files, which
 * are complete by then, and what the merged segments' graphs know from their readers.
 */
final class DiskAnnVectorsWriter extends KnnVectorsWriter {

  private static final long SHALLOW_BYTES =
      RamUsageEstimator.shallowSizeOfInstance(DiskAnnVectorsWriter.class);

  private final SegmentWriteState state;
  private final DiskAnnParameters parameters;
  private final FlatVectorsWriter flatWriter;
  private final MergedVectors merged;
  private final GraphWriter store;
  private final GraphStage graphStage;
  private final List<FieldBuffer<?>> buffers = new ArrayList<>();
  private boolean finished;

  DiskAnnVectorsWriter(
      SegmentWriteState state, FlatVectorsFormat flatFormat, DiskAnnParameters parameters)
      throws IOException {
    this.state = state;
    this.parameters = parameters;
    flatWriter = flatFormat.fieldsWriter(state);
    try {
      store = new GraphWriter(state);
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, flatWriter);
      throw t;
    }
    merged = new MergedVectors(state, flatFormat, flatWriter);
    graphStage = new GraphStage(parameters, store);
  }

  @Override
  public KnnFieldVectorsWriter<?> addField(FieldInfo field) throws IOException {
    FieldBuffer<?> buffer = buffer(field, flatWriter.addField(field));
    buffers.add(buffer);
    return buffer;
  }

  private static <T> FieldBuffer<T> buffer(FieldInfo field, FlatFieldVectorsWriter<T> vectors) {
    return new FieldBuffer<>(field, vectors);
  }

  @Override
  public void flush(int maxDoc, Sorter.DocMap sortMap) throws IOException {
    flatWriter.flush(maxDoc, sortMap);
    try (BuildThreads threads = buildThreads()) {
      for (FieldBuffer<?> buffer : buffers) {
        graphStage.flush(
            buffer.field(),
            sorted(buffer, sortMap),
            SegmentBuild.flushing(state.infoStream, threads));
      }
    }
  }

  private BuildThreads buildThreads() {
    return parameters.buildThreads() > 1 ? new BuildThreads(parameters.buildThreads()) : null;
  }

  private static VectorRows sorted(FieldBuffer<?> buffer, Sorter.DocMap sortMap)
      throws IOException {
    if (sortMap == null) {
      return buffer.rows();
    }
    int[] newToOld = new int[buffer.size()];
    mapOldOrdToNewOrd(buffer.docsWithField(), sortMap, null, newToOld, null);
    return new ReorderedRows(buffer.rows(), newToOld);
  }

  /**
   * Writes the live vectors of all segments and leaves the graph to the returned task: Lucene runs
   * the tasks of all fields when the vectors of all fields are written.
   */
  @Override
  public IORunnable mergeOneField(FieldInfo field, MergeState mergeState) throws IOException {
    flatWriter.mergeOneFlatVectorField(field, mergeState);
    return () ->
        graphStage.merge(
            field,
            merged.rows(field),
            () -> MergeSources.of(mergeState, field, merged.values(field), parameters),
            SegmentBuild.merging(mergeState, state.infoStream));
  }

  @Override
  public void finish() throws IOException {
    if (finished) {
      throw new IllegalStateException("already finished");
    }
    finished = true;
    merged.finishWriting();
    store.finish();
  }

  /** The buffers, and the graphs that a flush would have to hold as well. */
  @Override
  public long ramBytesUsed() {
    long bytes = SHALLOW_BYTES;
    for (FieldBuffer<?> buffer : buffers) {
      bytes += buffer.ramBytesUsed() + graphBytes(buffer.size());
    }
    return bytes;
  }

  private long graphBytes(int size) {
    return parameters.deferral().defers(size)
        ? 0
        : (long) size * parameters.maxDegree() * Integer.BYTES;
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(merged, store);
  }
}

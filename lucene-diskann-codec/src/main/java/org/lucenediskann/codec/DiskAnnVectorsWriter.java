package org.lucenediskann.codec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.apache.lucene.codecs.KnnFieldVectorsWriter;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.hnsw.FlatVectorsFormat;
import org.apache.lucene.codecs.hnsw.FlatVectorsWriter;
import org.apache.lucene.codecs.lucene99.Lucene99FlatVectorsWriter;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.Sorter;
import org.apache.lucene.util.IORunnable;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.RamUsageEstimator;
import org.lucenediskann.codec.build.BuildMemory;
import org.lucenediskann.codec.build.BuildParameters;
import org.lucenediskann.codec.graph.SelectedRows;
import org.lucenediskann.codec.graph.VectorRows;
import org.lucenediskann.codec.merge.MergePlanner;
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
  private final BuildParameters buildParameters;
  private final Executor executor; // the user's, or null
  private final CodedVectorsWriter coded; // null = vectors as they are, and nothing else
  private final FlatVectorsWriter flatWriter;
  private final MergedVectors merged;
  private final GraphWriter store;
  private final GraphStage graphStage;
  private final List<FieldBuffer<?>> buffers = new ArrayList<>();
  private boolean finished;

  /**
   * Opens the files of a segment.
   *
   * @param executor lends a flush its threads; null = it makes some if the parameters say so
   * @param observer is told of every field
   * @param planner decides how graphs are merged
   */
  DiskAnnVectorsWriter(
      SegmentWriteState state,
      FlatVectorsFormat flatFormat,
      DiskAnnParameters parameters,
      Executor executor,
      WriteObserver observer,
      MergePlanner planner)
      throws IOException {
    this.state = state;
    this.parameters = parameters;
    this.executor = executor;
    this.buildParameters = parameters.forBuild();
    FlatVectorsWriter raw =
        new Lucene99FlatVectorsWriter(
            state, FlatVectorScorerUtil.getLucene99FlatVectorsScorer(), this::newBuffer);
    coded =
        parameters.bits() == DiskAnnParameters.FULL_PRECISION
            ? null
            : new CodedVectorsWriter(state, parameters.bits(), raw);
    flatWriter = coded == null ? raw : coded;
    try {
      store = new GraphWriter(state);
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, flatWriter);
      throw t;
    }
    merged = new MergedVectors(state, flatFormat, flatWriter);
    graphStage = new GraphStage(state, parameters, store, observer, planner);
  }

  @Override
  public KnnFieldVectorsWriter<?> addField(FieldInfo field) throws IOException {
    return flatWriter.addField(field);
  }

  /** What the flat writer buffers a field in. */
  private FieldBuffer<?> newBuffer(FieldInfo field) {
    FieldBuffer<?> buffer = FieldBuffer.of(field);
    buffers.add(buffer);
    return buffer;
  }

  @Override
  public void flush(int maxDoc, Sorter.DocMap sortMap) throws IOException {
    flatWriter.flush(maxDoc, sortMap);
    try (BuildThreads threads = BuildThreads.of(parameters.buildThreads(), executor)) {
      for (FieldBuffer<?> buffer : buffers) {
        graphStage.flush(
            buffer.field(), sorted(buffer, sortMap), SegmentBuild.flushing(state, threads));
      }
    }
  }

  private static VectorRows sorted(FieldBuffer<?> buffer, Sorter.DocMap sortMap)
      throws IOException {
    if (sortMap == null) {
      return buffer.rows();
    }
    int[] newToOld = new int[buffer.size()];
    mapOldOrdToNewOrd(buffer.getDocsWithFieldSet(), sortMap, null, newToOld, null);
    return new SelectedRows(buffer.rows(), newToOld);
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
            SegmentBuild.merging(mergeState, state));
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

  /**
   * The buffers, and what a flush takes on top of them while it builds: graphs are built one after
   * the other, so that is what the greatest build takes.
   */
  @Override
  public long ramBytesUsed() {
    long buffered = SHALLOW_BYTES + (coded == null ? 0 : coded.codesRamBytesUsed());
    long reserved = 0;
    for (FieldBuffer<?> buffer : buffers) {
      buffered += buffer.ramBytesUsed();
      reserved = Math.max(reserved, buildBytes(buffer));
    }
    return buffered + reserved;
  }

  private long buildBytes(FieldBuffer<?> buffer) {
    return parameters.deferral().defers(buffer.size())
        ? 0
        : BuildMemory.estimateBytes(
            buffer.size(), buffer.field().getVectorDimension(), buildParameters);
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(merged, store);
  }
}

package org.lucenediskann.codec;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.hnsw.FlatVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99FlatVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.util.InfoStream;
import org.lucenediskann.codec.build.BuildContext;
import org.lucenediskann.codec.kernel.DistanceKernel;
import org.lucenediskann.codec.merge.GraphMerge;
import org.lucenediskann.codec.merge.MergePlanner;

/**
 * Vectors with one flat Vamana graph for each segment and field, built in one batch when the
 * segment is written.
 *
 * <p>Use it through {@link DiskAnnCodec}, or return it from {@code getKnnVectorsFormatForField} of
 * a codec of your own – the same object for every field, or each field gets files of its own.
 *
 * <p>Adding a document copies its vector and does nothing else. The vectors are stored by Lucene's
 * flat format ({@code .vec}, {@code .vemf}), codes of them, if wanted, by its scalar quantized
 * format ({@code .veq}, {@code .vemq}), the graphs in {@code .vex} and {@code .vem}.
 *
 * <p>Lucene's queries search it as they are. What one may cost, and what becomes of Lucene's own
 * search strategies: {@link DiskAnnSearchStrategy}.
 */
public final class DiskAnnVectorsFormat extends KnnVectorsFormat {

  /** The name under which segments find this format again. */
  public static final String NAME = "DiskAnn";

  /** Greatest number of dimensions of a vector. */
  public static final int MAX_DIMENSIONS = 4096;

  private final FlatVectorsFormat flatFormat =
      new Lucene99FlatVectorsFormat(FlatVectorScorerUtil.getLucene99FlatVectorsScorer());
  private final DiskAnnParameters parameters;
  private final Executor executor; // the user's, or null
  private final WriteObserver observer;
  private final MergePlanner planner;
  private final AtomicBoolean plainJavaSaid = new AtomicBoolean();

  /** Writes with {@linkplain DiskAnnParameters#defaults() the defaults}; reads everything. */
  public DiskAnnVectorsFormat() {
    this(DiskAnnParameters.defaults());
  }

  /**
   * Writes with the given parameters; reads everything.
   *
   * @param parameters of new segments
   */
  public DiskAnnVectorsFormat(DiskAnnParameters parameters) {
    this(Objects.requireNonNull(parameters, "parameters"), null, field -> {}, GraphMerge::plan);
  }

  /**
   * Writes with the given parameters, on the threads of an executor that all flushes share. A flush
   * submits {@link DiskAnnParameters#buildThreads()} - 1 tasks and works itself; what the executor
   * does not get to, the flushing thread does. Reads everything.
   *
   * @param parameters of new segments
   * @param executor belongs to the caller: it is never shut down here
   * @throws IllegalArgumentException if {@code buildThreads} is 1, so that nothing would run there
   */
  public DiskAnnVectorsFormat(DiskAnnParameters parameters, Executor executor) {
    this(
        Objects.requireNonNull(parameters, "parameters"),
        Objects.requireNonNull(executor, "executor"),
        field -> {},
        GraphMerge::plan);
    if (parameters.buildThreads() == 1) {
      throw new IllegalArgumentException(
          "an executor needs buildThreads of at least 2; buildThreads=1");
    }
  }

  private DiskAnnVectorsFormat(
      DiskAnnParameters parameters,
      Executor executor,
      WriteObserver observer,
      MergePlanner planner) {
    super(NAME);
    this.parameters = parameters;
    this.executor = executor;
    this.observer = observer;
    this.planner = planner;
  }

  /**
   * {@return the same, telling an observer of every field of every segment that it writes}
   *
   * @param observer is called while segments are written
   */
  public DiskAnnVectorsFormat withObserver(WriteObserver observer) {
    return new DiskAnnVectorsFormat(
        parameters, executor, Objects.requireNonNull(observer, "observer"), planner);
  }

  /** The same, merging as somebody else decides: to compare plans, also those never chosen. */
  DiskAnnVectorsFormat withPlanner(MergePlanner other) {
    return new DiskAnnVectorsFormat(parameters, executor, observer, other);
  }

  /** {@return what new segments are written with} */
  public DiskAnnParameters parameters() {
    return parameters;
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    sayIfPlainJava(state.infoStream);
    return new DiskAnnVectorsWriter(state, flatFormat, parameters, executor, observer, planner);
  }

  /** Says it once: one format serves one index as a rule, and writes many segments of it. */
  private void sayIfPlainJava(InfoStream infoStream) {
    if (!DistanceKernel.isVectorized()
        && infoStream.isEnabled(BuildContext.COMPONENT)
        && plainJavaSaid.compareAndSet(false, true)) {
      infoStream.message(
          BuildContext.COMPONENT,
          "graphs are built in plain Java, which is slower: start the JVM with"
              + " --add-modules jdk.incubator.vector");
    }
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    return new DiskAnnVectorsReader(state, flatFormat);
  }

  @Override
  public int getMaxDimensions(String fieldName) {
    return MAX_DIMENSIONS;
  }

  @Override
  public String toString() {
    return NAME + "(" + parameters + ")";
  }
}

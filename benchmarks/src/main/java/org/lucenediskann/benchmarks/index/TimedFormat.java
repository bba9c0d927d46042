package org.lucenediskann.benchmarks.index;

import java.io.IOException;
import org.apache.lucene.codecs.KnnFieldVectorsWriter;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.Sorter;
import org.apache.lucene.util.IORunnable;

/**
 * Writes as another format does, under its name, and tells a {@link WriteClock} how long it took.
 */
public final class TimedFormat extends KnnVectorsFormat {
  private final KnnVectorsFormat format;
  private final WriteClock clock;

  public TimedFormat(KnnVectorsFormat format, WriteClock clock) {
    super(format.getName());
    this.format = format;
    this.clock = clock;
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    return new Writer(format.fieldsWriter(state), clock);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    return format.fieldsReader(state);
  }

  @Override
  public int getMaxDimensions(String field) {
    return format.getMaxDimensions(field);
  }

  /** A writer is used either for one flush or for one merge. */
  private static final class Writer extends KnnVectorsWriter {
    private final KnnVectorsWriter writer;
    private final WriteClock clock;

    Writer(KnnVectorsWriter writer, WriteClock clock) {
      this.writer = writer;
      this.clock = clock;
    }

    @Override
    public KnnFieldVectorsWriter<?> addField(FieldInfo field) throws IOException {
      return writer.addField(field);
    }

    @Override
    public void flush(int maxDoc, Sorter.DocMap sortMap) throws IOException {
      long startCpuNs = WriteClock.threadCpuNs();
      long startNs = System.nanoTime();
      writer.flush(maxDoc, sortMap);
      clock.flushed(maxDoc, System.nanoTime() - startNs, WriteClock.threadCpuNs() - startCpuNs);
    }

    @Override
    public IORunnable mergeOneField(FieldInfo field, MergeState state) throws IOException {
      long startCpuNs = WriteClock.threadCpuNs();
      long startNs = System.nanoTime();
      IORunnable deferred = writer.mergeOneField(field, state);
      clock.merged(1, System.nanoTime() - startNs, WriteClock.threadCpuNs() - startCpuNs);
      return deferred == null ? null : () -> runDeferred(deferred);
    }

    private void runDeferred(IORunnable deferred) throws IOException {
      long startCpuNs = WriteClock.threadCpuNs();
      long startNs = System.nanoTime();
      deferred.run();
      clock.merged(0, System.nanoTime() - startNs, WriteClock.threadCpuNs() - startCpuNs);
    }

    @Override
    public void finish() throws IOException {
      writer.finish();
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }

    @Override
    public long ramBytesUsed() {
      return writer.ramBytesUsed();
    }
  }
}

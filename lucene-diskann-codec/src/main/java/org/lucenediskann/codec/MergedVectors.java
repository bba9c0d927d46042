package org.lucenediskann.codec;

import java.io.Closeable;
import java.io.IOException;
import org.apache.lucene.codecs.hnsw.FlatVectorsFormat;
import org.apache.lucene.codecs.hnsw.FlatVectorsReader;
import org.apache.lucene.codecs.hnsw.FlatVectorsWriter;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.util.IOUtils;
import org.lucenediskann.codec.graph.VectorRows;

/**
 * The flat vector files of the segment being written. Once their writer has finished they can be
 * read back while the graphs are still to be made.
 */
final class MergedVectors implements Closeable {

  private final SegmentWriteState state;
  private final FlatVectorsFormat format;
  private final FlatVectorsWriter writer;
  private FlatVectorsReader reader; // null until the first read
  private boolean finished;
  private boolean writerClosed;

  MergedVectors(SegmentWriteState state, FlatVectorsFormat format, FlatVectorsWriter writer) {
    this.state = state;
    this.format = format;
    this.writer = writer;
  }

  /** A field's vectors. The first call ends the writing of all fields. */
  KnnVectorValues values(FieldInfo field) throws IOException {
    if (reader == null) {
      reopen();
    }
    return switch (field.getVectorEncoding()) {
      case FLOAT32 -> reader.getFloatVectorValues(field.name);
      case BYTE -> reader.getByteVectorValues(field.name);
      default ->
          throw new IllegalStateException(
              "unsupported vector encoding " + field.getVectorEncoding());
    };
  }

  /** Random access to a field's vectors. The first call ends the writing of all fields. */
  VectorRows rows(FieldInfo field) throws IOException {
    return switch (values(field)) {
      case FloatVectorValues floats -> new FloatRows(floats);
      case ByteVectorValues bytes -> new ByteRows(bytes);
      default -> throw new IllegalStateException("unsupported vectors of field " + field.name);
    };
  }

  private void reopen() throws IOException {
    finishWriting();
    writer.close();
    writerClosed = true;
    reader =
        format.fieldsReader(
            new SegmentReadState(
                state.directory,
                state.segmentInfo,
                state.fieldInfos,
                state.context,
                state.segmentSuffix));
  }

  /** Ends the files, unless that is done already. */
  void finishWriting() throws IOException {
    if (!finished) {
      finished = true;
      writer.finish();
    }
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(writerClosed ? null : writer, reader);
  }
}

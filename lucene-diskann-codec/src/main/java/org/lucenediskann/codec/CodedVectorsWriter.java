package org.lucenediskann.codec;

import java.io.IOException;
import org.apache.lucene.codecs.hnsw.FlatFieldVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorsScorer;
import org.apache.lucene.codecs.hnsw.FlatVectorsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104ScalarQuantizedVectorsWriter;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.Sorter;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.util.IOUtils;

/**
 * Writes all vectors as they are and, beside them, codes of the float vectors. The files of codes
 * are there if a field has codes. Lucene computes codes anew from raw vectors at every merge, so it
 * does not matter what the merged segments have.
 */
final class CodedVectorsWriter extends FlatVectorsWriter {

  private final SegmentWriteState state;
  private final int bits;
  private final FlatVectorsWriter raw;
  private final RawFields rawFields;
  private FlatVectorsWriter codes; // null until the first field of floats

  /** Opens nothing yet; closes {@code raw} in the end. */
  CodedVectorsWriter(SegmentWriteState state, int bits, FlatVectorsWriter raw) {
    super(raw.getFlatVectorScorer());
    this.state = state;
    this.bits = bits;
    this.raw = raw;
    this.rawFields = new RawFields(raw.getFlatVectorScorer());
  }

  private static boolean hasCodes(FieldInfo field) {
    return field.getVectorEncoding() == VectorEncoding.FLOAT32;
  }

  private FlatVectorsWriter codes() throws IOException {
    if (codes == null) {
      codes =
          new Lucene104ScalarQuantizedVectorsWriter(
              state, Codes.encoding(bits), rawFields, Codes.scorer());
    }
    return codes;
  }

  @Override
  @SuppressWarnings("unchecked")
  public FlatFieldVectorsWriter<?> addField(FieldInfo field) throws IOException {
    FlatFieldVectorsWriter<?> buffer = raw.addField(field);
    if (!hasCodes(field)) {
      return buffer;
    }
    FlatFieldVectorsWriter<float[]> floats = (FlatFieldVectorsWriter<float[]>) buffer;
    if (!CodedFields.areNormalized(field)) {
      return codesOf(field, floats);
    }
    NormalizedBuffer normalized = new NormalizedBuffer(floats);
    return normalized.addingTo(codesOf(field, normalized));
  }

  /** What makes codes of the vectors in a buffer. */
  @SuppressWarnings("unchecked")
  private FlatFieldVectorsWriter<float[]> codesOf(
      FieldInfo field, FlatFieldVectorsWriter<float[]> buffer) throws IOException {
    rawFields.current = buffer;
    return (FlatFieldVectorsWriter<float[]>) codes().addField(CodedFields.of(field));
  }

  @Override
  public void mergeOneFlatVectorField(FieldInfo field, MergeState mergeState) throws IOException {
    raw.mergeOneFlatVectorField(field, mergeState);
    if (hasCodes(field)) {
      codes().mergeOneFlatVectorField(CodedFields.of(field), CodeSources.of(mergeState, field));
    }
  }

  @Override
  public void flush(int maxDoc, Sorter.DocMap sortMap) throws IOException {
    raw.flush(maxDoc, sortMap);
    if (codes != null) {
      codes.flush(maxDoc, sortMap);
    }
  }

  @Override
  public void finish() throws IOException {
    raw.finish();
    if (codes != null) {
      codes.finish();
    }
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(raw, codes);
  }

  @Override
  public long ramBytesUsed() {
    return raw.ramBytesUsed() + codesRamBytesUsed();
  }

  /** The heap that codes take before they are written, beside the vectors. */
  long codesRamBytesUsed() {
    return codes == null ? 0 : codes.ramBytesUsed();
  }

  /**
   * What the writer of codes takes for that of the raw vectors: their files are in the hands of
   * another, only their buffers are handed on.
   */
  private static final class RawFields extends FlatVectorsWriter {

    FlatFieldVectorsWriter<float[]> current; // of the field that is being added

    RawFields(FlatVectorsScorer scorer) {
      super(scorer);
    }

    @Override
    public FlatFieldVectorsWriter<?> addField(FieldInfo field) {
      return current;
    }

    @Override
    public void mergeOneFlatVectorField(FieldInfo field, MergeState mergeState) {}

    @Override
    public void flush(int maxDoc, Sorter.DocMap sortMap) {}

    @Override
    public void finish() {}

    @Override
    public void close() {}

    @Override
    public long ramBytesUsed() {
      return 0;
    }
  }
}

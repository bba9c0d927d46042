package org.lucenediskann.codec;

import java.io.IOException;
import java.util.AbstractList;
import java.util.List;
import org.apache.lucene.codecs.hnsw.FlatFieldVectorsWriter;
import org.apache.lucene.index.DocsWithFieldSet;
import org.apache.lucene.util.VectorUtil;

/**
 * A field's buffer with its vectors at length 1, from which codes are made. Only {@link
 * AddingToBoth} adds to the buffer.
 */
final class NormalizedBuffer extends FlatFieldVectorsWriter<float[]> {

  private final FlatFieldVectorsWriter<float[]> buffer;

  NormalizedBuffer(FlatFieldVectorsWriter<float[]> buffer) {
    this.buffer = buffer;
  }

  @Override
  public List<float[]> getVectors() {
    List<float[]> vectors = buffer.getVectors(); // gives out copies
    return new AbstractList<>() {
      @Override
      public float[] get(int index) {
        return VectorUtil.l2normalize(vectors.get(index), false);
      }

      @Override
      public int size() {
        return vectors.size();
      }
    };
  }

  /** The buffer has it already, as it came. */
  @Override
  public void addValue(int doc, float[] vector) {}

  @Override
  public float[] copyValue(float[] vector) {
    throw new UnsupportedOperationException("addValue copies");
  }

  @Override
  public DocsWithFieldSet getDocsWithFieldSet() {
    return buffer.getDocsWithFieldSet();
  }

  @Override
  public void finish() throws IOException {
    buffer.finish();
  }

  @Override
  public boolean isFinished() {
    return buffer.isFinished();
  }

  @Override
  public long ramBytesUsed() {
    return buffer.ramBytesUsed();
  }

  /** What documents are added through: the buffer gets a vector as it is, its codes at length 1. */
  FlatFieldVectorsWriter<float[]> addingTo(FlatFieldVectorsWriter<float[]> codes) {
    return new AddingToBoth(buffer, codes);
  }

  private static final class AddingToBoth extends FlatFieldVectorsWriter<float[]> {

    private final FlatFieldVectorsWriter<float[]> buffer;
    private final FlatFieldVectorsWriter<float[]> codes;

    AddingToBoth(FlatFieldVectorsWriter<float[]> buffer, FlatFieldVectorsWriter<float[]> codes) {
      this.buffer = buffer;
      this.codes = codes;
    }

    @Override
    public void addValue(int doc, float[] vector) throws IOException {
      buffer.addValue(doc, vector);
      codes.addValue(doc, VectorUtil.l2normalize(vector.clone(), false));
    }

    @Override
    public float[] copyValue(float[] vector) {
      throw new UnsupportedOperationException("addValue copies");
    }

    @Override
    public List<float[]> getVectors() {
      return buffer.getVectors();
    }

    @Override
    public DocsWithFieldSet getDocsWithFieldSet() {
      return buffer.getDocsWithFieldSet();
    }

    @Override
    public void finish() throws IOException {
      buffer.finish();
    }

    @Override
    public boolean isFinished() {
      return buffer.isFinished();
    }

    @Override
    public long ramBytesUsed() {
      return codes.ramBytesUsed();
    }
  }
}

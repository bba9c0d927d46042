package org.lucenediskann.codec;

import java.io.IOException;
import java.util.AbstractList;
import java.util.List;
import org.apache.lucene.codecs.hnsw.FlatFieldVectorsWriter;
import org.apache.lucene.index.DocsWithFieldSet;
import org.apache.lucene.util.VectorUtil;

/**
 * A buffer whose vectors are given out at length 1, as codes for COSINE need them. (Lucene's writer
 * of codes would normalize them in place, but ours come as copies, and stay what they are.)
 */
final class NormalizedBuffer extends FlatFieldVectorsWriter<float[]> {

  private final FlatFieldVectorsWriter<float[]> buffer;

  NormalizedBuffer(FlatFieldVectorsWriter<float[]> buffer) {
    this.buffer = buffer;
  }

  @Override
  public List<float[]> getVectors() {
    List<float[]> vectors = buffer.getVectors(); // each element is a copy
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

  @Override
  public void addValue(int doc, float[] vector) throws IOException {
    buffer.addValue(doc, vector);
  }

  @Override
  public float[] copyValue(float[] vector) {
    return buffer.copyValue(vector);
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
}
